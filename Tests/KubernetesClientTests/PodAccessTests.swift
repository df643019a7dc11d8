import HTTPClient
import KubernetesClient
import Testing

/// The way to the cluster of the pod that sesame runs in.
@Suite struct PodAccessTests {
    private func reader(_ files: [String: String]) -> FileReader {
        { (path) throws(FileFailure) in files[path].map { Array($0.utf8) } }
    }

    private static let files = [
        "/var/run/secrets/kubernetes.io/serviceaccount/token": "t",
        "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt": "CA",
        "/var/run/secrets/kubernetes.io/serviceaccount/namespace": "mail\n",
    ]

    @Test func `a pod finds its own cluster`() throws {
        let environment = ["KUBERNETES_SERVICE_HOST": "172.20.0.1", "KUBERNETES_SERVICE_PORT": "443"]
        let access = try #require(try KubernetesAccess(pod: environment, read: reader(Self.files)))
        #expect(access.server == "https://172.20.0.1:443")
        #expect(access.trust == HTTPTrust(roots: .pem("CA")))
        #expect(access.authorityPEM == "CA")
        #expect(access.namespace == "mail")
        #expect(
            access.authentication == .tokenFile(path: "/var/run/secrets/kubernetes.io/serviceaccount/token"))
        let six = ["KUBERNETES_SERVICE_HOST": "fd00::1", "KUBERNETES_SERVICE_PORT": "443"]
        #expect(try KubernetesAccess(pod: six, read: reader(Self.files))?.server == "https://[fd00::1]:443")
    }

    @Test func `outside of pods there is no such cluster`() throws {
        let environment = ["KUBERNETES_SERVICE_HOST": "172.20.0.1", "KUBERNETES_SERVICE_PORT": "443"]
        #expect(try KubernetesAccess(pod: environment, read: reader([:])) == nil)
        #expect(try KubernetesAccess(pod: [:], read: reader(Self.files)) == nil)
        #expect(
            try KubernetesAccess(pod: ["KUBERNETES_SERVICE_HOST": "172.20.0.1"], read: reader(Self.files)) == nil)
    }
}
