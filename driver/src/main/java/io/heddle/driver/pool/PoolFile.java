package io.heddle.driver.pool;

import io.heddle.conf.SchedulerSettings;
import io.heddle.conf.SchedulingMode;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Reads a pools file, which has the form that Spark's has:
 *
 * <pre>
 *   &lt;allocations&gt;
 *     &lt;pool name="reports"&gt;
 *       &lt;schedulingMode&gt;FAIR&lt;/schedulingMode&gt;   FIFO when left out
 *       &lt;weight&gt;2&lt;/weight&gt;                       1 when left out
 *       &lt;minShare&gt;4&lt;/minShare&gt;                   0 when left out
 *     &lt;/pool&gt;
 *   &lt;/allocations&gt;
 * </pre>
 *
 * Unlike Spark, which takes a default for what it cannot read, anything else is refused.
 */
final class PoolFile {
  private final String name;

  /**
   * @param name for errors
   */
  PoolFile(String name) {
    this.name = name;
  }

  /**
   * @param file as the setting names it; the one that the client brought comes first
   * @throws HeddleException INPUT_NOT_FOUND or BAD_SETTING
   */
  static List<PoolSpec> read(String file) {
    Path brought = Path.of(PoolSpecs.FILE_IN_CONTAINER);
    try {
      Path path = Files.isRegularFile(brought) ? brought : Path.of(file);
      return new PoolFile(file).parse(Files.readAllBytes(path));
    } catch (InvalidPathException | IOException e) {
      throw new HeddleException(
          ErrorCode.INPUT_NOT_FOUND,
          SchedulerSettings.ALLOCATION_FILE.key() + ": " + file + " cannot be read here",
          e);
    }
  }

  List<PoolSpec> parse(byte[] xml) {
    Element root;
    try {
      root = builder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
    } catch (SAXException | IOException e) {
      throw bad("is no XML: " + e.getMessage());
    }
    List<PoolSpec> pools = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Element each : children(root, "allocations", Set.of("pool"))) {
      PoolSpec pool = pool(each);
      if (!names.add(pool.name())) {
        throw bad("has the pool '" + pool.name() + "' twice");
      }
      pools.add(pool);
    }
    return pools;
  }

  private PoolSpec pool(Element element) {
    String pool = element.getAttribute("name").trim();
    if (pool.isEmpty()) {
      throw bad("has a pool without a name");
    }
    SchedulingMode mode = SchedulingMode.FIFO;
    int weight = 1;
    int minShare = 0;
    for (Element each : children(element, "pool", Set.of("schedulingMode", "weight", "minShare"))) {
      String text = each.getTextContent().trim();
      switch (each.getTagName()) {
        case "schedulingMode" -> mode = mode(pool, text);
        case "weight" -> weight = number(pool, "weight", text, 1);
        default -> minShare = number(pool, "minShare", text, 0);
      }
    }
    return new PoolSpec(pool, mode, weight, minShare);
  }

  private SchedulingMode mode(String pool, String text) {
    try {
      return SchedulingMode.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw bad("gives pool '" + pool + "' the schedulingMode '" + text + "', not FIFO or FAIR");
    }
  }

  private int number(String pool, String what, String text, int least) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw bad(
        "gives pool '" + pool + "' the " + what + " '" + text + "', no whole number from " + least);
  }

  private List<Element> children(Element of, String wanted, Set<String> known) {
    if (!of.getTagName().equals(wanted)) {
      throw bad("has <" + of.getTagName() + "> in place of <" + wanted + ">");
    }
    List<Element> found = new ArrayList<>();
    for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        if (!known.contains(element.getTagName())) {
          throw bad("has <" + element.getTagName() + "> in <" + wanted + ">, which means nothing");
        }
        found.add(element);
      }
    }
    return found;
  }

  private HeddleException bad(String what) {
    return new HeddleException(
        ErrorCode.BAD_SETTING, SchedulerSettings.ALLOCATION_FILE.key() + ": " + name + " " + what);
  }

  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      // Nothing outside of the file is ever read because of it.
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's XML parser lacks a feature it always had", e);
    }
  }
}
