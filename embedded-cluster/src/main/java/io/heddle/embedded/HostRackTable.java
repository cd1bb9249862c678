package io.heddle.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.net.DNSToSwitchMapping;
import org.apache.hadoop.net.NetworkTopology;

/**
 * The servers' map from host to rack, taken from the setting {@link #KEY} ({@code
 * host=rack,host=rack}).
 *
 * <p>Hadoop's own table mapping will not do for the NameNode: it asks a caching mapping by address,
 * and all DataNodes here share one address and differ by host name only.
 */
public final class HostRackTable implements DNSToSwitchMapping, Configurable {
  static final String KEY = "heddle.embedded.rack.table";

  private final Map<String, String> rackByHost = new HashMap<>();
  private Configuration conf;

  @Override
  public void setConf(Configuration conf) {
    this.conf = conf;
    rackByHost.clear();
    if (conf != null) {
      for (String entry : conf.getTrimmedStrings(KEY)) {
        int equals = entry.indexOf('=');
        rackByHost.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
  }

  @Override
  public Configuration getConf() {
    return conf;
  }

  @Override
  public List<String> resolve(List<String> names) {
    return names.stream()
        .map(name -> rackByHost.getOrDefault(name, NetworkTopology.DEFAULT_RACK))
        .toList();
  }

  @Override
  public void reloadCachedMappings() {}

  @Override
  public void reloadCachedMappings(List<String> names) {}
}
