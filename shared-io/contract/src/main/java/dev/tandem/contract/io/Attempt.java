package dev.tandem.contract.io;

/**
 * One try at one task.
 *
 * @param unit the round or stage, as plans name it
 * @param task the number of the task in its unit, from 0
 * @param number the number of the try, from 0
 */
public record Attempt(String unit, int task, int number) {
  @Override
  public String toString() {
    return unit + ", task " + task + ", attempt " + number;
  }
}
