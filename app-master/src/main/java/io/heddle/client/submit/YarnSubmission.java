package io.heddle.client.submit;

import io.heddle.am.launch.ApplicationSpec;
import io.heddle.am.launch.ContainerLayout;
import io.heddle.am.launch.ContainerSize;
import io.heddle.am.launch.JavaCommand;
import io.heddle.am.launch.ShellText;
import io.heddle.am.launch.StagedFile;
import io.heddle.am.launch.YarnRecords;
import io.heddle.client.staging.ConfArchive;
import io.heddle.client.staging.EngineArchive;
import io.heddle.client.staging.HashCache;
import io.heddle.client.staging.Installation;
import io.heddle.client.staging.ProgramCheck;
import io.heddle.client.staging.Staging;
import io.heddle.client.staging.StagingArea;
import io.heddle.client.staging.UserFile;
import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.ExecutorSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.RecoverySettings;
import io.heddle.conf.SchedulerSettings;
import io.heddle.conf.SchedulingMode;
import io.heddle.conf.YarnSettings;
import io.heddle.driver.pool.PoolSpecs;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.ApplicationSecret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.YarnClientApplication;
import org.apache.hadoop.yarn.client.util.YarnClientUtils;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * Hands an application to YARN: stages what its containers need and is not there yet, asks for an
 * application, and submits it. What can be done at the same time is.
 */
public final class YarnSubmission {
  /** The application type in the ResourceManager. */
  public static final String TYPE = "HEDDLE";

  /** Linux passes no longer string to a process, less what the script adds to it. */
  private static final int LONGEST_SPEC = 120_000;

  private static final String MASTER_CLASS = "io.heddle.am.ApplicationMaster";

  private final YarnCluster cluster;
  private final Installation installation;
  private final HashCache hashes;

  /**
   * Is told, before anything is sent, of each thing that will be: the engine first, then the user's
   * files in the order in which they were named. The configuration, a few kilobytes that are ours,
   * goes without saying.
   */
  @FunctionalInterface
  public interface UploadListener {
    void uploading(String name, long bytes);
  }

  /**
   * One of the files that containers get.
   *
   * @param label for the listener; empty when it is not told
   * @param staging whether it is there
   */
  private record Part(String label, long bytes, Staging staging) {}

  public YarnSubmission(YarnCluster cluster, Installation installation, HashCache hashes) {
    this.cluster = cluster;
    this.installation = installation;
    this.hashes = hashes;
  }

  /**
   * Submits and returns when the ResourceManager has accepted the application.
   *
   * @throws HeddleException CONTAINER_TOO_LARGE, UNREADABLE_JAR, UNKNOWN_QUEUE, SUBMISSION_REJECTED
   *     and others, with nothing submitted
   */
  public ApplicationId submit(SubmitRequest request, UploadListener uploads) {
    HeddleConf conf = request.conf();
    List<UserFile> jars = UserFile.jars(request.jar(), conf.get(ApplicationSettings.JARS));
    ProgramCheck.requireMainClass(jars, request.mainClass());
    List<UserFile> userFiles = new ArrayList<>(jars);
    userFiles.addAll(UserFile.named(conf.get(ApplicationSettings.FILES), StagedFile.Kind.FILE));
    userFiles.addAll(
        UserFile.named(conf.get(ApplicationSettings.ARCHIVES), StagedFile.Kind.ARCHIVE));
    poolsFile(conf).ifPresent(userFiles::add);
    UserFile.requireDistinctLinks(userFiles);

    CompletableFuture<YarnClientApplication> application = async(() -> createApplication(conf));
    StagingArea staging = StagingArea.of(cluster.hadoop(), conf, cluster.user());
    CompletableFuture<EngineArchive> archive = async(this::engineArchive);
    // The size is checked before anything is sent.
    application.exceptionally(e -> null).join();
    if (application.isCompletedExceptionally()) {
      return join(application).getNewApplicationResponse().getApplicationId();
    }
    List<CompletableFuture<Part>> looks = new ArrayList<>();
    looks.add(archive.thenApplyAsync(engine -> stage(staging, engine)));
    looks.add(async(() -> stageConf(staging, conf)));
    for (UserFile file : userFiles) {
      looks.add(async(() -> stage(staging, file)));
    }
    List<Part> parts = looks.stream().map(YarnSubmission::join).toList();
    announce(parts, uploads);
    List<CompletableFuture<StagedFile>> staged = new ArrayList<>();
    for (Part part : parts) {
      staged.add(async(part.staging()::finish));
    }
    Credentials credentials = new Credentials();
    ApplicationSecret.put(credentials, ApplicationSecret.create());
    addTokens(staging, credentials);

    List<StagedFile> files = staged.stream().map(YarnSubmission::join).toList();
    hashes.save();
    ApplicationSpec spec =
        new ApplicationSpec(
            request.mainClass(),
            request.arguments(),
            staging.layout().root(),
            files,
            jars.stream().map(UserFile::link).toList(),
            request.submittedAtMillis());
    return submit(join(application), conf, spec, join(archive), credentials);
  }

  private YarnClientApplication createApplication(HeddleConf conf) {
    try {
      YarnClientApplication application = cluster.yarn().createApplication();
      Resource largest = application.getNewApplicationResponse().getMaximumResourceCapability();
      long megabytes = largest.getMemorySize();
      int cores = largest.getVirtualCores();
      ContainerSize.ofMaster(conf).requireWithin("the ApplicationMaster", megabytes, cores);
      ContainerSize.ofExecutor(conf).requireWithin("an executor", megabytes, cores);
      return application;
    } catch (YarnException | IOException e) {
      throw YarnErrors.failed("the ResourceManager gives no application", e);
    }
  }

  private static void announce(List<Part> parts, UploadListener uploads) {
    for (Part part : parts) {
      if (part.staging().isMissing() && !part.label().isEmpty()) {
        uploads.uploading(part.label(), part.bytes());
      }
    }
  }

  private EngineArchive engineArchive() {
    try {
      return EngineArchive.of(installation, hashes);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static HeddleException unreadable(IOException e) {
    return new HeddleException(
        ErrorCode.INTERNAL, "the installation cannot be read: " + e.getMessage(), e);
  }

  private static Part stage(StagingArea staging, EngineArchive engine) {
    try {
      return new Part("the engine", engine.bytes(), staging.engine(engine));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Part stageConf(StagingArea staging, HeddleConf conf) {
    try {
      ConfArchive archive = ConfArchive.of(cluster.confDirs(), conf);
      Staging staged =
          staging.file(
              archive.hash(),
              ConfArchive.NAME,
              ContainerLayout.CONF,
              StagedFile.Kind.ARCHIVE,
              out -> out.write(archive.bytes()));
      return new Part("", archive.bytes().length, staged);
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.NO_HADOOP_CONF, "Hadoop's configuration cannot be read: " + e.getMessage(), e);
    }
  }

  private Part stage(StagingArea staging, UserFile file) {
    if (file.local().isEmpty()) {
      return new Part("", 0, staging.remote(file.uri(), file.link(), file.kind()));
    }
    Path local = file.local().get();
    try {
      Staging staged =
          staging.file(
              hashes.of(local),
              file.name(),
              file.link(),
              file.kind(),
              out -> Files.copy(local, out));
      return new Part(file.name(), Files.size(local), staged);
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, local + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The driver reads it in its container's directory. */
  private static Optional<UserFile> poolsFile(HeddleConf conf) {
    String file = conf.get(SchedulerSettings.ALLOCATION_FILE);
    if (file.isEmpty() || conf.get(SchedulerSettings.MODE) != SchedulingMode.FAIR) {
      return Optional.empty();
    }
    String named = file + "#" + PoolSpecs.FILE_IN_CONTAINER;
    return Optional.of(UserFile.named(List.of(named), StagedFile.Kind.FILE).get(0));
  }

  private void addTokens(StagingArea staging, Credentials credentials) {
    if (!UserGroupInformation.isSecurityEnabled()) {
      return;
    }
    try {
      String renewer = YarnClientUtils.getRmPrincipal(cluster.hadoop());
      staging.fileSystem().addDelegationTokens(renewer, credentials);
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.HDFS_FAILED, "no delegation token was given: " + e.getMessage(), e);
    }
  }

  private ApplicationId submit(
      YarnClientApplication application,
      HeddleConf conf,
      ApplicationSpec spec,
      EngineArchive engine,
      Credentials credentials) {
    ApplicationSubmissionContext context = application.getApplicationSubmissionContext();
    context.setApplicationName(conf.get(ApplicationSettings.NAME));
    context.setApplicationType(TYPE);
    context.setQueue(conf.get(ApplicationSettings.QUEUE));
    int attempts = conf.get(YarnSettings.MAX_APP_ATTEMPTS);
    context.setMaxAppAttempts(attempts);
    context.setKeepContainersAcrossApplicationAttempts(
        attempts > 1
            && conf.get(RecoverySettings.ENABLED)
            && conf.get(RecoverySettings.KEEP_EXECUTORS));
    context.setApplicationTags(new HashSet<>(conf.get(YarnSettings.TAGS)));
    ContainerSize size = ContainerSize.ofMaster(conf);
    context.setResource(YarnRecords.resource(size));
    context.setAMContainerSpec(masterContext(conf, spec, engine, credentials));
    try {
      return cluster.yarn().submitApplication(context);
    } catch (YarnException | IOException e) {
      throw YarnErrors.rejected(conf.get(ApplicationSettings.QUEUE), e);
    }
  }

  private static ContainerLaunchContext masterContext(
      HeddleConf conf, ApplicationSpec spec, EngineArchive engine, Credentials credentials) {
    String encoded = spec.encode();
    if (encoded.length() > LONGEST_SPEC) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT,
          "the program's arguments are too long; put them into a file and give it with --files");
    }
    Map<String, String> environment = new HashMap<>();
    environment.put(JavaCommand.ARENAS_VARIABLE, JavaCommand.ARENAS);
    conf.under(HeddleConf.MASTER_ENV_PREFIX)
        .forEach((name, value) -> environment.put(name, ShellText.inDoubleQuotes(value)));
    environment.put(ContainerLayout.SPEC_VARIABLE, encoded);
    environment.put(ContainerLayout.HADOOP_CONF_VARIABLE, "{{PWD}}/" + ContainerLayout.CONF);
    ContainerSize size = ContainerSize.ofMaster(conf);
    List<String> command =
        JavaCommand.of(
            size.heap(),
            engine.jars(),
            engine.holds(ContainerLayout.SHARED_ARCHIVE),
            JavaCommand.directMemory(size) + " " + conf.get(ExecutorSettings.DRIVER_JAVA_OPTIONS),
            MASTER_CLASS);
    DataOutputBuffer tokens = new DataOutputBuffer();
    try {
      credentials.writeTokenStorageToStream(tokens);
    } catch (IOException e) {
      throw new HeddleException(ErrorCode.INTERNAL, "credentials cannot be written", e);
    }
    return ContainerLaunchContext.newInstance(
        YarnRecords.localResources(spec.files()),
        environment,
        command,
        null,
        ByteBuffer.wrap(tokens.getData(), 0, tokens.getLength()),
        null);
  }

  private static <T> CompletableFuture<T> async(Supplier<T> work) {
    return CompletableFuture.supplyAsync(
        work,
        task -> {
          Thread thread = new Thread(task, "heddle-submit");
          thread.setDaemon(true);
          thread.start();
        });
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof HeddleException known) {
        throw known;
      }
      throw new HeddleException(
          ErrorCode.INTERNAL, "submission failed: " + e.getCause(), e.getCause());
    }
  }
}
