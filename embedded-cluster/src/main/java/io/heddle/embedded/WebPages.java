package io.heddle.embedded;

import java.lang.reflect.Field;
import org.apache.hadoop.shaded.com.google.inject.servlet.GuiceFilter;
import org.apache.hadoop.shaded.org.eclipse.jetty.servlet.FilterHolder;
import org.apache.hadoop.yarn.webapp.WebApp;

/**
 * Gives each of YARN's web servers its own pages.
 *
 * <p>Guice's filter looks its pages up in a static field, which in a JVM of several servers holds
 * those of whichever started last: all others would answer 404. An instance that was made by
 * injection has its own in a field; YARN makes one for each server, but serves through another.
 * Neither has an accessor, hence the reflection.
 */
final class WebPages {
  private WebPages() {}

  /**
   * Binds a started server to its own pages.
   *
   * @param owner the object that keeps the server in its private field {@code webApp}
   * @param ownerClass the class that declares that field
   */
  static <T> void bind(T owner, Class<T> ownerClass) {
    try {
      WebApp webApp = (WebApp) field(ownerClass, "webApp").get(owner);
      Object injected = field(WebApp.class, "guiceFilter").get(webApp);
      Field pages = field(GuiceFilter.class, "injectedPipeline");
      for (FilterHolder holder :
          webApp.httpServer().getWebAppContext().getServletHandler().getFilters()) {
        if (holder.getFilter() instanceof GuiceFilter filter) {
          pages.set(filter, pages.get(injected));
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Hadoop's web servers are made otherwise", e);
    }
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
