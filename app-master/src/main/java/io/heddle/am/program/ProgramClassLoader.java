package io.heddle.am.program;

import io.heddle.task.UserClassLoader;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;

/** A user's classes where its {@code main} runs: their {@code System.exit} is noticed. */
public final class ProgramClassLoader extends UserClassLoader {
  static {
    registerAsParallelCapable();
  }

  public ProgramClassLoader(List<URL> jars, ClassLoader engine) {
    super(jars, engine);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    URL resource = findResource(name.replace('.', '/') + ".class");
    if (resource == null) {
      throw new ClassNotFoundException(name);
    }
    Optional<byte[]> rewritten;
    URL origin;
    try {
      URLConnection connection = resource.openConnection();
      try (InputStream in = connection.getInputStream()) {
        rewritten = ExitRewriter.rewrite(in.readAllBytes());
      }
      origin = connection instanceof JarURLConnection inJar ? inJar.getJarFileURL() : resource;
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
    if (rewritten.isEmpty()) {
      return super.findClass(name);
    }
    byte[] bytes = rewritten.get();
    CodeSource source = new CodeSource(origin, (Certificate[]) null);
    return defineClass(
        name, bytes, 0, bytes.length, new ProtectionDomain(source, null, this, null));
  }
}
