package dev.tandem.jobs.streams;

import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.engine.RunOptions;
import java.util.List;
import java.util.Map;

/**
 * How far Java goes where nobody insists on Strings, collections and short programs. It shows what
 * is left between an engine that is given slices of bytes and the machine.
 */
public final class BytesPeer implements Peer {
  private static final Programs PROGRAMS = new Programs(Map.of("wordcount", new ByteWords()));

  @Override
  public String name() {
    return "bytes";
  }

  @Override
  public String describe() {
    return "plain Java on bytes and arrays, without an object for a token";
  }

  @Override
  public boolean has(String job, Map<String, String> params) {
    return PROGRAMS.has(job, params);
  }

  @Override
  public void run(String job, List<String> inputs, Map<String, String> params, RunOptions options)
      throws Exception {
    PROGRAMS.run(job, inputs, params, options);
  }
}
