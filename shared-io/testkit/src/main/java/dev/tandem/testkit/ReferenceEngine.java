package dev.tandem.testkit;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.Session;

/**
 * The oracle: evaluates a plan one operation after the other, in memory, on the calling thread. It
 * is slow and obvious, and strict where the real engines cannot afford to be:
 *
 * <ul>
 *   <li>every record passes through its codec between two operations, so no function sees an object
 *       that another one has seen;
 *   <li>a record that a function changed, before or after it was emitted, is found and the step is
 *       named;
 *   <li>groups, and the values of a group, come in a random order (by the run's seed) unless the
 *       grouping asks for one, so a job that relies on an order that nobody promised gives wrong
 *       answers here first;
 *   <li>aggregators run over random pieces of a group, and their accumulators through their codec.
 * </ul>
 *
 * <p>The switch {@code sample} ({@code --conf sample=1000}) makes it read that many records of each
 * input at most: that is how {@code explain} answers the actions of a job.
 */
public final class ReferenceEngine implements Engine {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String describe() {
    return "one operation after the other, in memory, on one thread: strict, slow, obvious";
  }

  @Override
  public Session open(String job, RunOptions options) throws JobFailed {
    return new ReferenceSession(job, options);
  }
}
