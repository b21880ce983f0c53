package dev.tandem.contract.plan;

/** The scopes of one task attempt, by operation: counters count per operation. */
@FunctionalInterface
public interface TaskScopes {
  /** The scope of one operation in this task. */
  TaskScope of(Operation operation);
}
