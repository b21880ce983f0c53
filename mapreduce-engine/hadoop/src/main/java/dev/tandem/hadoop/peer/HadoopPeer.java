package dev.tandem.hadoop.peer;

import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.hadoop.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;

/** Mapper and Reducer programs, run as the engine {@code hadoop} runs its rounds. */
public final class HadoopPeer implements Peer {
  private static final Map<String, Program> PROGRAMS = programs();

  static {
    Settings.quietLogs();
  }

  private static Map<String, Program> programs() {
    Map<String, Program> programs = new LinkedHashMap<>();
    programs.put("wordcount", new WordCount());
    programs.put("terasort", new TeraSort());
    programs.put("join-sum", new JoinSum());
    programs.put("pagerank", new PageRank());
    programs.put("kmeans", new KMeans());
    return programs;
  }

  @Override
  public String name() {
    return "hadoop-native";
  }

  @Override
  public String describe() {
    return "Hadoop programs of Mapper and Reducer, written by hand";
  }

  @Override
  public boolean has(String job, Map<String, String> params) {
    Program program = PROGRAMS.get(job);
    return program != null && program.knows(new Typed(params));
  }

  @Override
  public void run(String job, List<String> inputs, Map<String, String> params, RunOptions options)
      throws Exception {
    Path scratch =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(options.scratch())), "hadoop-native-");
    try {
      Configuration conf = Settings.of(options);
      conf.set("hadoop.tmp.dir", scratch.resolve("tmp").toString());
      Work work =
          new Work(
              conf,
              inputs,
              new Typed(params),
              options.output(),
              options.defaultPartitions(),
              scratch.toString());
      PROGRAMS.get(job).run(work);
    } finally {
      delete(scratch);
    }
  }

  private static void delete(Path scratch) throws IOException {
    if (!FileUtil.fullyDelete(scratch.toFile())) {
      throw new IOException("cannot remove " + scratch);
    }
  }
}
