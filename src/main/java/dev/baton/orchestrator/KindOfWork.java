package dev.baton.orchestrator;

/**
 * What all agents of one kind have done since the orchestrator started.
 *
 * @param kind {@code once}, {@code looping}, {@code periodic}, {@code scheduled}, {@code event}, {@code pool} or {@code program}
 * @param executions how many executions are over
 * @param nanos how long they took together
 * @param failures how many of them failed
 */
public record KindOfWork(String kind, long executions, long nanos, long failures) {

    KindOfWork plus(long moreExecutions, long moreNanos, long moreFailures) {
        return new KindOfWork(kind, executions + moreExecutions, nanos + moreNanos, failures + moreFailures);
    }
}
