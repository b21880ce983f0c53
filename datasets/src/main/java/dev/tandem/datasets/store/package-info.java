/** How generated data is written, described and checked: staged writing, digests, manifests. */
package dev.tandem.datasets.store;
