package io.heddle.embedded;

import java.lang.reflect.Field;
import org.apache.hadoop.shaded.com.google.inject.servlet.GuiceFilter;
import org.apache.hadoop.shaded.org.eclipse.jetty.servlet.FilterHolder;
import org.apache.hadoop.yarn.server.resourcemanager.RMContextImpl;
import org.apache.hadoop.yarn.server.resourcemanager.ResourceManager;
import org.apache.hadoop.yarn.webapp.WebApp;

/**
 * Gives each of YARN's web servers its own pages, and tracking URLs the right address.
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

  /**
   * Has tracking URLs bear the address that the ResourceManager's proxy listens on. They would bear
   * the machine's name, which may well stand for another address. Set as a setting, before the
   * start, it would mean a proxy that is a server of its own.
   *
   * @param resourceManager started
   */
  static void nameProxy(ResourceManager resourceManager) {
    try {
      field(RMContextImpl.class, "proxyHostAndPort")
          .set(
              resourceManager.getRMContext(),
              resourceManager.getConfig().get("yarn.resourcemanager.webapp.address"));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Hadoop's tracking URLs are made otherwise", e);
    }
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
