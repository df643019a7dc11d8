import Foundation
import Programs
import SimulatorServer
import Testing
import Wire

@testable import Simulator

/// Every simulation is a cluster of its own.
struct ClusterTests {
    /// What tells one cluster from another.
    private func marks(_ world: SimulatedWorld) -> [String] {
        let state = world.world.read { $0.cluster }
        let system =
            state.objects[ResourceKind.namespaces.key("", "kube-system")]?.at(["metadata", "uid"])?.string ?? ""
        return [state.issuer, system] + world.access.keys.map(\.accessKeyID) + world.access.clusterTokens.map(\.token)
    }

    @Test func `two have nothing in common, two of one seed all that follows from it`() throws {
        let (first, second) = (try SimulatedWorld.withOwnCluster("ready"), try SimulatedWorld.withOwnCluster("ready"))
        #expect(Set(marks(first)).isDisjoint(with: marks(second)))
        let (third, fourth) = (
            try SimulatedWorld.withOwnCluster("ready", seed: 1), try SimulatedWorld.withOwnCluster("ready", seed: 1)
        )
        #expect(marks(third) == marks(fourth))
        #expect(marks(third) != marks(try SimulatedWorld.withOwnCluster("ready", seed: 2)))
        // The key that signs is never foretold.
        let keys = try [third, fourth].map { try $0.world.read { $0.cluster.signer }.keyID() }
        #expect(keys[0] != keys[1])
    }

    @Test func `the issuer is the one that everything speaks of`() throws {
        let world = try SimulatedWorld.withOwnCluster("ready")
        let issuer = world.world.read { $0.cluster.issuer }
        #expect(issuer.hasPrefix("oidc.eks.eu-west-1.amazonaws.com/id/") && issuer.count == 68)
        #expect(issuer.suffix(32).allSatisfy { $0.isHexDigit && !$0.isLowercase })
        let iam = world.world.read { $0[iam: "111122223333"] }
        #expect(iam.providers.keys.allSatisfy { $0.hasSuffix(issuer) } && iam.providers.count == 1)
        #expect(iam.roles["ses-sender-role"]?.trust.text.contains("\(issuer):sub") == true)
        #expect(world.catalogue.values["issuer"] == issuer)
    }

    @Test func `a reset leaves the cluster the same`() throws {
        let world = try SimulatedWorld.withOwnCluster("ready")
        let before = marks(world)
        try world.reset(to: "fresh")
        #expect(marks(world) == before)
    }

    @Test func `the demo's cluster is the one of the guide`() throws {
        let issuer = try SimulatedWorld("fresh").world.read { $0.cluster.issuer }
        #expect(issuer == TestWorld.issuer)
    }

    @Test func `a token of one is nothing to the other`() async throws {
        let worlds = [try SimulatedWorld.withOwnCluster("ready"), try SimulatedWorld.withOwnCluster("ready")]
        let tokens = try worlds.map { world in
            let cluster = world.world.read { $0.cluster }
            let claims: JSONValue = [
                "iss": .string(cluster.issuerURL), "sub": "system:serviceaccount:default:ses-sender",
                "aud": ["sts.amazonaws.com"], "exp": JSONValue(world.world.now.secondsSinceEpoch + 600),
            ]
            return try cluster.signer.token(claims: claims)
        }
        for (index, world) in worlds.enumerated() {
            let face = AWSFace(world.world)
            for (other, token) in tokens.enumerated() {
                let body =
                    "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=test&RoleArn="
                    + Percent.encode("arn:aws:iam::111122223333:role/ses-sender-role") + "&WebIdentityToken=\(token)"
                let answer = face.respond(
                    to: RawRequest(
                        method: "POST", target: "/", headers: [("Host", "localhost")], body: Array(body.utf8)))
                let text = String(decoding: answer.body, as: UTF8.self)
                if index == other {
                    #expect(answer.status == 200, "\(text)")
                } else {
                    #expect(text.contains("No OpenIDConnect provider found in your account for https://"), "\(text)")
                }
            }
            // Nor are the keys of the kubeconfig.
            let kubernetes = KubernetesFace(worlds[1 - index].world)
            let pods = RawRequest(
                method: "GET", target: "/api/v1/pods",
                headers: [("authorization", "Bearer " + world.access.clusterTokens[0].token)])
            #expect(await kubernetes.answer(pods).status == 401)
        }
    }

    @Test(.enabled(if: Tools.found("curl") != nil)) func `over TLS one does not pass for the other`() async throws {
        try await RunningSimulator.with(SimulatedWorld.withOwnCluster("fresh")) { first in
            try await RunningSimulator.with(SimulatedWorld.withOwnCluster("fresh")) { second in
                let authority = first.directory + "/ca.pem"
                try first.simulator.endpoints.certificateAuthority.write(
                    toFile: authority, atomically: true, encoding: .utf8)
                let own = try await first.curl("--cacert", authority, first.simulator.endpoints.kubernetes + "/version")
                #expect(own.status == 0)
                let other = try await first.curl(
                    "--cacert", authority, second.simulator.endpoints.kubernetes + "/version")
                #expect(other.status == 60)
                #expect(first.text("answers.yaml").contains(first.simulator.simulation.catalogue.values["issuer"]))
                #expect(first.text("answers.yaml") != second.text("answers.yaml"))
            }
        }
    }
}
