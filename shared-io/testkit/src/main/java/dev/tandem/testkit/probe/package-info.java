/**
 * Jobs and sources that exist to try one property of an engine each: what happens if a task
 * crashes, a group is huge, a function returns null. They need no input, and a lesson can use them
 * as well as a test.
 */
package dev.tandem.testkit.probe;
