package io.heddle.am.launch;

/**
 * Names within a container's working directory, and of environment variables.
 *
 * <pre>
 *   engine/                 the engine's archive, public, the same for all applications
 *     lib/classpath         names of the jars below lib, one a line, in class path order
 *     lib/*.jar
 *     lib/heddle-container.jsa    class data sharing archive, where present
 *   hadoop-conf/            archive of the client's Hadoop configuration
 *     heddle.properties     the application's settings
 *   heddle-user/NAME.jar    the user's jar and those of --jars, in class path order by number
 *   ...                     --files and --archives under their own names
 *   tmp/                    java.io.tmpdir
 * </pre>
 */
public final class ContainerLayout {
  public static final String ENGINE = "engine";
  public static final String CLASS_PATH_LIST = "lib/classpath";
  public static final String SHARED_ARCHIVE = "lib/heddle-container.jsa";

  public static final String CONF = "hadoop-conf";
  public static final String SETTINGS_FILE = "heddle.properties";

  /** Prefix of the links to the user's jars. */
  public static final String USER_JARS = "heddle-user";

  /** The {@link ApplicationSpec} of the application, for the master. */
  public static final String SPEC_VARIABLE = "HEDDLE_APPLICATION";

  /** Names and values of the user's class path: links, separated by colons. */
  public static final String USER_CLASS_PATH_VARIABLE = "HEDDLE_USER_CLASSPATH";

  public static final String HADOOP_CONF_VARIABLE = "HADOOP_CONF_DIR";

  /** The NodeManager's auxiliary service. */
  public static final String SHUFFLE_SERVICE = "heddle_shuffle";

  private ContainerLayout() {}
}
