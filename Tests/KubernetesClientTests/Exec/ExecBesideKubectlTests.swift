import Foundation
import KubernetesClient
import Programs
import Simulator
import SimulatorServer
import Testing

/// The same programs run by kubectl and by the client, against one simulated cluster.
@Suite(.enabled(if: Tools.kubectl != nil), .timeLimit(.minutes(3))) struct ExecBesideKubectlTests {
    @Test func `both see the same output and exit code`() async throws {
        try await PodBench.run { bench in
            let folder = try Folder()
            let access = bench.simulator.endpoints
            let authority = Data(access.certificateAuthority.utf8).base64EncodedString()
            try folder.write(
                """
                apiVersion: v1
                kind: Config
                current-context: c
                contexts: [{name: c, context: {cluster: c, user: u}}]
                clusters: [{name: c, cluster: {server: "\(access.kubernetes)", certificate-authority-data: "\(authority)"}}]
                users: [{name: u, user: {token: "\(bench.simulator.simulation.access.clusterTokens[0].token)"}}]

                """, to: "kubeconfig")
            let kubectl = try #require(Tools.kubectl)
            let environment = Tools.environment.merging(
                ["KUBECONFIG": folder.path + "/kubeconfig", "HOME": folder.path]
            ) { $1 }
            let scripts: [(String, String?)] = [
                ("echo out; echo complaint >&2; exit 9", nil), ("exit 0", nil), ("nope", nil),
                ("cat; echo after", "in\nput without an end"), ("head -c 300000 /dev/zero", nil),
                ("env | grep AWS_ROLE_ARN", nil), ("aws sts get-caller-identity --query Account --output text", nil),
            ]
            for (script, input) in scripts {
                let heard = PodBench.Heard()
                let code = try await bench.session().exec(
                    bench.script(script, input: input.map { Array($0.utf8) }), within: .seconds(120), heard.take)
                let arguments = ["exec"] + (input == nil ? [] : ["-i"]) + [bench.pod, "--", "sh", "-c", script]
                let ran = try await Command(
                    arguments: [kubectl] + arguments, environment: environment, folder: folder.path,
                    input: input ?? ""
                ).run()
                #expect(ran.status == Int32(code), "\(script): \(ran.err)")
                let isSame = ran.out == heard.text
                #expect(isSame, "\(script): \(ran.out.prefix(200)) and \(heard.text.prefix(200))")
                // kubectl adds a line of its own about the exit code.
                #expect(ran.err.hasPrefix(heard.complaint), "\(script): \(ran.err)")
            }
        }
    }
}
