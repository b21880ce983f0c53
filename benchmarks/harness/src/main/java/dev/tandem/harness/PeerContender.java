package dev.tandem.harness;

import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.job.Job;
import java.util.List;
import java.util.Map;

/** A hand-written program. It counts nothing. */
record PeerContender(Peer peer) implements Contender {
  @Override
  public String name() {
    return peer.name();
  }

  @Override
  public String kind() {
    return "peer";
  }

  @Override
  public String about() {
    return peer.describe();
  }

  @Override
  public String version() {
    return Versions.of(peer.name());
  }

  @Override
  public boolean has(String job, Map<String, String> params) {
    return peer.has(job, params);
  }

  @Override
  public Told run(Job job, List<String> inputs, Map<String, String> params, RunOptions options)
      throws Exception {
    peer.run(job.name(), inputs, params, options);
    return Told.NOTHING;
  }
}
