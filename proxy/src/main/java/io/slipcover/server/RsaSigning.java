package io.slipcover.server;

import io.netty.handler.ssl.OpenSslPrivateKeyMethod;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.net.ssl.SSLEngine;

/**
 * The signatures that BoringSSL asks for where the key is one of RSA. Such a signature is by far the dearest step of a handshake. BoringSSL
 * would make it on the event loop, and lets others make it on the threads of handshakes.
 */
final class RsaSigning implements OpenSslPrivateKeyMethod {
    private final PrivateKey key;

    RsaSigning(PrivateKey key) {
        this.key = key;
    }

    @Override
    public byte[] sign(SSLEngine engine, int algorithm, byte[] input) throws GeneralSecurityException {
        Signature signature = signature(algorithm);
        signature.initSign(key);
        signature.update(input);
        return signature.sign();
    }

    private static Signature signature(int algorithm) throws GeneralSecurityException {
        if (algorithm == SSL_SIGN_RSA_PSS_RSAE_SHA256) {
            return salted("SHA-256", MGF1ParameterSpec.SHA256, 32);
        }
        if (algorithm == SSL_SIGN_RSA_PSS_RSAE_SHA384) {
            return salted("SHA-384", MGF1ParameterSpec.SHA384, 48);
        }
        if (algorithm == SSL_SIGN_RSA_PSS_RSAE_SHA512) {
            return salted("SHA-512", MGF1ParameterSpec.SHA512, 64);
        }
        if (algorithm == SSL_SIGN_RSA_PKCS1_SHA256) {
            return Signature.getInstance("SHA256withRSA");
        }
        if (algorithm == SSL_SIGN_RSA_PKCS1_SHA384) {
            return Signature.getInstance("SHA384withRSA");
        }
        if (algorithm == SSL_SIGN_RSA_PKCS1_SHA512) {
            return Signature.getInstance("SHA512withRSA");
        }
        if (algorithm == SSL_SIGN_RSA_PKCS1_SHA1) {
            return Signature.getInstance("SHA1withRSA");
        }
        throw new NoSuchAlgorithmException("a signature of kind " + algorithm);
    }

    private static Signature salted(String digest, AlgorithmParameterSpec mask, int salt)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(digest, "MGF1", mask, salt, PSSParameterSpec.TRAILER_FIELD_BC));
        return signature;
    }

    /** Is for ciphers without forward secrecy, of which there are none here. */
    @Override
    public byte[] decrypt(SSLEngine engine, byte[] input) throws GeneralSecurityException {
        throw new NoSuchAlgorithmException("decryption with the key of the certificate");
    }
}
