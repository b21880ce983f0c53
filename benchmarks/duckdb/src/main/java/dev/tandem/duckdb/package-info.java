/**
 * The peer {@code duckdb}: shipped jobs said in SQL, run by DuckDB inside this process. Where its
 * reader would see other lines or cells than the jobs do, the input is written anew first.
 */
package dev.tandem.duckdb;
