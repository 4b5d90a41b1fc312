package dev.baton.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The {@code pom.xml} that this Baton was built by: its version, what it is built with, and what it needs as a library. */
final class OwnPom {
    private static final String RESOURCE = "pom.xml";
    private static final String BOM_OF_TESTS = "junit-bom";

    private final Document document;

    private OwnPom(Document document) {
        this.document = document;
    }

    static OwnPom read() throws IOException {
        try (InputStream in = OwnPom.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("this Baton lacks its pom.xml: build it by Maven");
            }
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setIgnoringComments(true);
            return new OwnPom(factory.newDocumentBuilder().parse(in));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Baton's own pom.xml can't be read: " + e, e);
        }
    }

    /** The version of this Baton. */
    String version() {
        return child(document.getDocumentElement(), "version").getTextContent().strip();
    }

    /** The versions of libraries and of Maven's plugins, by the names of their properties. */
    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        for (Element property : children(child(document.getDocumentElement(), "properties"))) {
            properties.put(property.getTagName(), property.getTextContent().strip());
        }
        return properties;
    }

    /** What stands beside the library in a repository: without its build, and what only that or the tests need. */
    String ofLibrary(String version) throws IOException {
        Document copy = (Document) document.cloneNode(true);
        Element project = copy.getDocumentElement();
        child(project, "version").setTextContent(version);
        removeIf(project, element -> element.getTagName().matches("build|profiles"));
        removeIf(child(project, "dependencies"), dependency -> isText(dependency, "scope", "test"));
        Element managed = child(child(project, "dependencyManagement"), "dependencies");
        removeIf(managed, dependency -> isText(dependency, "artifactId", BOM_OF_TESTS));
        Element properties = child(project, "properties");
        String rest = project.getTextContent();
        removeIf(properties, property -> !rest.contains("${" + property.getTagName() + "}"));
        return text(copy);
    }

    private static boolean isText(Element parent, String name, String text) {
        return children(parent).stream()
                .anyMatch(child -> child.getTagName().equals(name)
                        && child.getTextContent().strip().equals(text));
    }

    private static void removeIf(Element parent, Predicate<Element> unwanted) {
        children(parent).stream().filter(unwanted).forEach(parent::removeChild);
    }

    private static Element child(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getTagName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Baton's own pom.xml has no <" + name + ">"));
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static String text(Document document) throws IOException {
        removeBlanks(document.getDocumentElement());
        StringWriter text = new StringWriter();
        try {
            Transformer writer = TransformerFactory.newInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.INDENT, "yes");
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            writer.setOutputProperty("{http://xml.apache.org/xslt}indent-amount", "2");
            writer.transform(new DOMSource(document), new StreamResult(text));
        } catch (TransformerException e) {
            throw new IOException("Baton's pom can't be written: " + e, e);
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text;
    }

    private static void removeBlanks(Node node) {
        for (Node child = node.getFirstChild(); child != null; ) {
            Node next = child.getNextSibling();
            if (child.getNodeType() == Node.TEXT_NODE && child.getTextContent().isBlank()) {
                node.removeChild(child);
            } else {
                removeBlanks(child);
            }
            child = next;
        }
    }
}
