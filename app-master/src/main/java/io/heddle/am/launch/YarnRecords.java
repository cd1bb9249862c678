package io.heddle.am.launch;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.URL;

/** Our values as YARN's records. */
public final class YarnRecords {
  private YarnRecords() {}

  /** By link. */
  public static Map<String, LocalResource> localResources(List<StagedFile> files) {
    Map<String, LocalResource> resources = new HashMap<>();
    for (StagedFile file : files) {
      resources.put(
          file.link(),
          LocalResource.newInstance(
              URL.fromPath(new Path(URI.create(file.uri()))),
              switch (file.kind()) {
                case FILE -> LocalResourceType.FILE;
                case ARCHIVE -> LocalResourceType.ARCHIVE;
              },
              switch (file.sharing()) {
                case PUBLIC -> LocalResourceVisibility.PUBLIC;
                case PRIVATE -> LocalResourceVisibility.PRIVATE;
              },
              file.bytes(),
              file.modifiedMillis()));
    }
    return resources;
  }

  public static Resource resource(ContainerSize size) {
    return Resource.newInstance(size.megabytes(), size.cores());
  }
}
