package dev.tandem.jobs.baseline;

import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.engine.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The baselines as a peer: whatever it may use, it uses one thread, and writes one part file. */
public final class BaselinePeer implements Peer {
  @Override
  public String name() {
    return "baseline";
  }

  @Override
  public String describe() {
    return "plain Java written by hand for one job and one thread";
  }

  @Override
  public boolean has(String job, Map<String, String> params) {
    return Baselines.find(job).isPresent();
  }

  @Override
  public void run(String job, List<String> inputs, Map<String, String> params, RunOptions options)
      throws IOException {
    Path folder = Files.createDirectory(Path.of(options.output()));
    List<Path> paths = inputs.stream().map(Path::of).toList();
    Baselines.find(job).orElseThrow().run(paths, params, folder.resolve("part-r-00000"));
  }
}
