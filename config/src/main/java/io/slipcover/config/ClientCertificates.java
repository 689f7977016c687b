package io.slipcover.config;

/** Whether clients show certificates. */
public enum ClientCertificates {
    /** Clients are not asked. */
    NONE,
    /** Clients are asked, and those that have none come in, too. A certificate that does not hold ends the connection. */
    OPTIONAL,
    /** Clients without a certificate that holds do not come in. */
    REQUIRED
}
