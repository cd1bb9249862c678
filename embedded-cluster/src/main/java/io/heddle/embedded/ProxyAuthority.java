package io.heddle.embedded;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.apache.hadoop.yarn.server.resourcemanager.ResourceManager;
import org.apache.hadoop.yarn.server.resourcemanager.recovery.RMStateStore.RMState;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate authority that a ResourceManager keeps for ApplicationMasters that speak HTTPS
 * with its proxy.
 *
 * <p>Each start makes one with a key of 2,048 bits, which takes up to three seconds. Nothing here
 * speaks HTTPS; a key of 1,024 bits, handed over as though from an earlier life of the
 * ResourceManager, takes some hundredths.
 */
final class ProxyAuthority {
  private static final int KEY_BITS = 1024;

  private ProxyAuthority() {}

  /** Gives a ResourceManager that is initialised and not yet started its authority. */
  static void provide(ResourceManager resourceManager) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      KeyPair keys = generator.generateKeyPair();
      RMState state = new RMState();
      state.getProxyCAState().setCaCert(certificate(keys));
      state.getProxyCAState().setCaPrivateKey(keys.getPrivate());
      resourceManager.getRMContext().getProxyCAManager().recover(state);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("cannot make the proxy's certificate authority", e);
    }
  }

  private static X509Certificate certificate(KeyPair keys)
      throws GeneralSecurityException, OperatorCreationException {
    X500Name self = new X500Name("OU=embedded");
    Instant now = Instant.now();
    ContentSigner signer = new JcaContentSignerBuilder("SHA512withRSA").build(keys.getPrivate());
    return new JcaX509CertificateConverter()
        .getCertificate(
            new X509v3CertificateBuilder(
                    self,
                    BigInteger.ONE,
                    Date.from(now),
                    Date.from(now.plus(3650, ChronoUnit.DAYS)),
                    self,
                    SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()))
                .build(signer));
  }
}
