/** What happens when published data is lost. */
package dev.tandem.rdd.recover;
