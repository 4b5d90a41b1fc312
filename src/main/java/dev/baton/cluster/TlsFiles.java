package dev.baton.cluster;

import dev.baton.settings.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Looks at the files of {@link ClusterSettings.Tls} before anything depends on them. */
final class TlsFiles {
    private static final int LARGEST = 1 << 20;
    private static final String KEY = "PRIVATE KEY-----";
    private static final String SEALED = "ENCRYPTED";

    private final Findings findings;

    private TlsFiles(Findings findings) {
        this.findings = findings;
    }

    /** Adds what is wrong with them under {@code tls}. */
    static void check(ClusterSettings.Tls tls, Findings findings) {
        TlsFiles files = new TlsFiles(findings.at("tls"));
        List<X509Certificate> chain = files.certificates("cert", tls.cert());
        List<X509Certificate> roots = files.certificates("ca", tls.ca());
        files.checkKey(tls.key());
        if (!chain.isEmpty() && !roots.isEmpty() && !leadsTo(roots, chain)) {
            files.findings.error(
                    "cert",
                    "cert is " + tls.cert() + ", whose first certificate none in " + tls.ca()
                            + " has signed, nor do the others in it lead there, so other nodes would refuse it: have"
                            + " it signed by the cluster's CA");
        }
    }

    private List<X509Certificate> certificates(String key, Path file) {
        List<X509Certificate> found = new ArrayList<>();
        try (InputStream in = open(file)) {
            Collection<?> all = CertificateFactory.getInstance("X.509").generateCertificates(in);
            all.forEach(each -> found.add((X509Certificate) each));
            if (found.isEmpty()) {
                findings.error(key, key + " is " + file + ", which holds no certificate: name a PEM file with one");
            }
        } catch (CertificateException e) {
            findings.error(
                    key, key + " is " + file + ", which can't be read as certificates in PEM: " + e.getMessage());
        } catch (IOException e) {
            unreadable(key, file, e);
        }
        return found;
    }

    private void checkKey(Path file) {
        try (InputStream in = open(file)) {
            String text = new String(in.readNBytes(LARGEST), StandardCharsets.ISO_8859_1);
            if (!text.contains(KEY)) {
                findings.error("key", "key is " + file + ", which holds no private key: name a PEM file with one");
            } else if (text.contains(SEALED)) {
                findings.error(
                        "key",
                        "key is " + file + ", which is encrypted, but nobody is there to type a password: write it"
                                + " without one, readable to Baton's user only");
            }
        } catch (IOException e) {
            unreadable("key", file, e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        return Files.newInputStream(file);
    }

    private void unreadable(String key, Path file, IOException e) {
        String why = e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
        findings.error(key, key + " is " + file + " but it can't be read: " + why);
    }

    /** The node's own comes first, then each who has signed the one before. */
    private static boolean leadsTo(List<X509Certificate> roots, List<X509Certificate> chain) {
        for (int i = 0; i < chain.size(); i++) {
            X509Certificate each = chain.get(i);
            if (roots.stream().anyMatch(root -> isSignedBy(each, root))) {
                return true;
            }
            if (i + 1 == chain.size() || !isSignedBy(each, chain.get(i + 1))) {
                return false;
            }
        }
        return false;
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
