import Testing
import Wire

@testable import Simulator

/// The way of one message through a scenario's world: the token, the role, the send.
struct ScenarioMail {
    /// Where it ended.
    enum Outcome: Equatable {
        case sent
        /// There is no service account, or it names no role.
        case noRole
        /// STS's code.
        case noKeys(String)
        /// SES's code.
        case refused(String)
    }

    let test: TestWorld
    let values: ScenarioValues

    /// One key for the clusters of all scenarios; making one takes longer than the way of a message.
    static let signer = TokenSigner()

    init(_ scenario: String) throws {
        test = try TestWorld(scenario)
        test.world.change { $0.cluster.signer = Self.signer }
        values = try ScenarioCatalogue().values(of: scenario)
    }

    /// Sends the guide's message with the service account's role.
    func outcome(raw: Bool = false) throws -> Outcome {
        guard let annotations, let role = annotations["eks.amazonaws.com/role-arn"] else { return .noRole }
        let token = try test.token(
            subject: "system:serviceaccount:\(values["namespace"]):\(values["serviceAccount"])",
            audience: [.string(annotations["eks.amazonaws.com/audience"] ?? "sts.amazonaws.com")],
            issuer: "https://" + values["issuer"])
        let session = try test.assume(token: token, role: role)
        guard session.status == 200 else { return .noKeys(session.code ?? "") }
        let signer = TestSigner(
            accessKeyID: session.element("AccessKeyId") ?? "", secret: session.element("SecretAccessKey") ?? "",
            token: session.element("SessionToken"), service: "ses")
        let source = Names.identityARN(
            ClusterState.partition(of: values["region"]), values["sesAccount"], values["region"], values.identity)
        let address = ["Source": values["sender"], "SourceArn": source]
        let message =
            raw
            ? ["RawMessage.Data": Base64.encode(Array("From: \(values["sender"])\r\n\r\nx".utf8)), "FromArn": source]
            : ["Message.Subject.Data": "Hello", "Message.Body.Text.Data": "It works."]
        let receiver = [(raw ? "Destinations" : "Destination.ToAddresses") + ".member.1": values["receiver"]]
        let sent = try test.query(
            "ses", raw ? "SendRawEmail" : "SendEmail",
            address.merging(message) { $1 }.merging(receiver) { $1 }, region: values["region"], signer: signer)
        return sent.status == 200 ? .sent : .refused(sent.code ?? "")
    }

    /// What the service account's annotations say; nil where there is no such account.
    private var annotations: [String: String]? {
        let key = ResourceKind.serviceAccounts.key(values["namespace"], values["serviceAccount"])
        return test.world.read { $0.cluster.objects[key] }.map {
            $0.at(["metadata", "annotations"])?.textMembers ?? [:]
        }
    }
}
