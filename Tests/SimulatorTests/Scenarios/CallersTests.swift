import Testing
import Wire

@testable import Simulator

/// People who may do less than an administrator.
struct CallersTests {
    private let simulation: SimulatedWorld
    private let face: AWSFace

    init() throws {
        simulation = try SimulatedWorld("ready")
        face = AWSFace(simulation.world)
    }

    private func getRole(_ key: SimulatorAccess.Key) -> String {
        let signer = TestSigner(
            accessKeyID: key.accessKeyID, secret: key.secretAccessKey, region: "us-east-1", service: "iam")
        let request = RawRequest(
            method: "POST", target: "/", headers: [("Host", "127.0.0.1:4566")],
            body: Array("Action=GetRole&Version=2010-05-08&RoleName=ses-sender-role".utf8))
        let response = face.respond(to: signer.sign(request, at: simulation.world.now))
        return response.status == 200 ? "" : String(decoding: response.body, as: UTF8.self)
    }

    private func pods() -> Int {
        let cluster = KubernetesFace(simulation.world, hub: simulation.hub)
        let token = simulation.access.clusterTokens[0].token
        let request = RawRequest(
            method: "GET", target: "/api/v1/pods", headers: [("authorization", "Bearer \(token)")])
        guard case .whole(let response) = cluster.reply(to: request) else { return 0 }
        return response.status
    }

    @Test func `somebody with one of AWS's own policies, by its name`() throws {
        #expect(getRole(try simulation.addCaller("auditor", side: "eks", policies: ["SecurityAudit"])) == "")
        let viewer = try simulation.addCaller("viewer", side: "eks", policies: ["ViewOnlyAccess"])
        #expect(getRole(viewer).contains("no identity-based policy allows the iam:GetRole action"))
        let arn = "arn:aws:iam::aws:policy/job-function/SupportUser"
        #expect(getRole(try simulation.addCaller("supporter", side: "eks", policies: [arn])) == "")
        #expect(throws: ScenarioError.self) {
            try simulation.addCaller("nobody", side: "eks", policies: ["SupportUsers"])
        }
    }

    @Test func `somebody with a document, and with none that is one`() throws {
        let document =
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:GetRole","Resource":"*"}]}"#
        #expect(getRole(try simulation.addCaller("one", side: "eks", policies: [], document: document)) == "")
        #expect(throws: ScenarioError.self) {
            try simulation.addCaller("two", side: "eks", policies: [], document: "{}")
        }
    }

    @Test func `one action is taken away, and given back`() throws {
        let key = simulation.access.keys[0]
        simulation.withhold(["iam:GetRole"], from: key.profile, side: key.side)
        #expect(getRole(key).contains("with an explicit deny in an identity-based policy"))
        simulation.withhold(["iam:ListRoles"], from: key.profile, side: key.side)
        #expect(getRole(key) == "")
        simulation.withhold([], from: key.profile, side: key.side)
        #expect(getRole(key) == "")
        let user = simulation.world.read { $0[iam: "111122223333"].users["eks-admin"]?.inlinePolicies.count }
        #expect(user == 0)
    }

    @Test func `one right in the cluster is taken away, and given back`() {
        #expect(pods() == 200)
        simulation.withholdInCluster(["list pods"])
        #expect(pods() == 403)
        simulation.withholdInCluster(["get pods"])
        #expect(pods() == 200)
        simulation.withholdInCluster(["* pods"])
        #expect(pods() == 403)
        simulation.withholdInCluster([])
        #expect(pods() == 200)
    }
}
