import Foundation
import Programs
import Testing

/// `sesame token`, judged by kubectl as its exec plugin.
struct `EKS tokens` {
    @Test func `kubectl takes the token from sesame`() async throws {
        let world = try await Simulation.start("fresh")
        var person = try world.person()
        let config = world.folder.read("kubeconfig")
        let field = { (name: String) in
            config.split(separator: "\n").first { $0.contains(name) }?.split(separator: " ").last.map(String.init) ?? ""
        }
        let kubeconfig = """
            apiVersion: v1
            kind: Config
            clusters:
            - name: c
              cluster: {server: "\(field("server:"))", certificate-authority-data: "\(field("authority-data:"))"}
            users:
            - name: u
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: \(Place.program)
                  args: [token, --cluster, mail-prod, --eks-region, eu-west-1, --eks-profile, eks-admin]
                  interactiveMode: Never
            contexts:
            - name: x
              context: {cluster: c, user: u}
            current-context: x
            """
        person.variables["KUBECONFIG"] = try person.home.write(kubeconfig, to: "kubeconfig")
        guard let listed = try await person.kubectl("get", "serviceaccounts", "-o", "name") else { return }
        #expect(listed.status == 0, "\(listed)")
        #expect(listed.out.contains("serviceaccount/default"), "\(listed)")
    }

    @Test func `the token is an ExecCredential of about fourteen minutes`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let ran = try await person.sesame("token", "--answers", world.answers)
        #expect(ran.status == 0, "\(ran)")
        #expect(ran.json.keys == ["kind", "apiVersion", "spec", "status"])
        #expect(ran.json["kind"].string == "ExecCredential")
        #expect(ran.json["apiVersion"].string == "client.authentication.k8s.io/v1")
        #expect(ran.json["status"]["token"].string?.hasPrefix("k8s-aws-v1.") == true)
        let end = try #require(try? Date(ran.json["status"]["expirationTimestamp"].string ?? "", strategy: .iso8601))
        #expect((13 * 60...15 * 60).contains(end.timeIntervalSinceNow))
        let demo = try await person.sesame("token", "--demo", "--cluster", "x")
        #expect(demo.status == 64, "\(demo)")
        let other = try await person.sesame("token", "--cluster", "-x-")
        #expect(other.status == 64, "\(other)")
    }
}
