package io.heddle.monitoring.ui;

import io.heddle.monitoring.rest.Query;
import io.heddle.monitoring.rest.RestApi;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every request: checks who asks, then hands out a page or JSON. */
final class StatusHandler extends Handler.Abstract {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final Logger LOG = LoggerFactory.getLogger(StatusHandler.class);

  private final ProxyCheck proxy;
  private final StatusPages pages;
  private final RestApi rest;

  StatusHandler(ProxyCheck proxy, StatusPages pages, RestApi rest) {
    this.proxy = proxy;
    this.pages = pages;
    this.rest = rest;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    try {
      answer(request, response, callback);
    } catch (RuntimeException e) {
      LOG.error("No answer to {}", request.getHttpURI().getPath(), e);
      send(response, callback, HttpStatus.INTERNAL_SERVER_ERROR_500, PLAIN, "internal error\n");
    }
    return true;
  }

  private void answer(Request request, Response response, Callback callback) {
    if (!proxy.admits(asker(request))) {
      response
          .getHeaders()
          .put(HttpHeader.LOCATION, proxy.redirect(request.getHttpURI().getPathQuery()));
      send(response, callback, HttpStatus.FOUND_302, PLAIN, "ask the cluster's proxy\n");
      return;
    }
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      send(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, PLAIN, "only GET\n");
      return;
    }
    String path = Request.getPathInContext(request);
    Query query = Query.parse(request.getHttpURI().getQuery());
    boolean api = path.startsWith(RestApi.PREFIX);
    Optional<String> content =
        api
            ? rest.respond(path.substring(RestApi.PREFIX.length()), query)
            : pages.render(path, query, viewer(request));
    if (content.isPresent()) {
      send(response, callback, HttpStatus.OK_200, api ? JSON : HTML, content.get());
    } else {
      send(response, callback, HttpStatus.NOT_FOUND_404, PLAIN, "nothing here, or no longer\n");
    }
  }

  private static InetAddress asker(Request request) {
    if (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress a) {
      return a.getAddress();
    }
    throw new IllegalStateException("not a TCP connection");
  }

  private static String viewer(Request request) {
    for (HttpCookie cookie : Request.getCookies(request)) {
      if (cookie.getName().equals(ProxyCheck.USER_COOKIE) && cookie.getValue() != null) {
        String user = cookie.getValue();
        return user.length() > 100 ? user.substring(0, 100) : user;
      }
    }
    return "";
  }

  private static void send(
      Response response, Callback callback, int status, String type, String content) {
    response.setStatus(status);
    var headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, type);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    if (type.equals(HTML)) {
      headers.put("Content-Security-Policy", Assets.CONTENT_SECURITY_POLICY);
    }
    Content.Sink.write(response, true, content, callback);
  }
}
