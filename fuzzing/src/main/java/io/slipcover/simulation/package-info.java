/**
 * The convergence simulation: clients of three releases edit and replicate, lose their connections, and are cut off while Slipcover and
 * CouchDB are killed and started again. In the end all of them have to agree, and nothing that anybody was told to be stored may be gone.
 */
@NullMarked
package io.slipcover.simulation;

import org.jspecify.annotations.NullMarked;
