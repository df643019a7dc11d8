import AWSClient
import Calls
import Design
import FaultServer
import Foundation
import HTTPClient
import Identifiers
import Observation
import Programs
import Setup
import Testing
import Wire

/// A command that is printed does what the call does: a real shell and the real AWS CLI send what this client sends.
///
/// Both send to one server that writes down what it is asked and does nothing.
@Suite(.enabled(if: Tools.aws != nil))
struct PrintedCommandTests {
    /// What the AWS CLI, a shell or a reader of documents may take for something else.
    static let hostile = [
        "file:///etc/passwd", "fileb://x", "-x", "--query", "it's \"q\" $(id) `id` \\ \u{e9}", "a\nb", "a,b=c",
        " lead and trail ", "[1]", "{\"a\":1}", "@x", "~/x", "*?", "https://example.com/x", "#", "é\u{301}", "%41+",
    ]

    /// A call with every parameter, each text beginning with something hostile and long enough for AWS's model.
    private static func call(_ operation: Calls.Operation, _ text: String) throws -> Call {
        let region = operation.service == .iam || operation.service == .sts ? nil : try Region("eu-west-1")
        let long = text + String(repeating: "x", count: max(0, 40 - text.count))
        let members = operation.input.members.map { ($0.name, value($0.shape, long)) }
        return Call(operation, .eks, in: region, JSONObject(members))
    }

    private static func value(_ shape: Shape, _ text: String) -> JSONValue {
        switch shape {
        case .text, .embedded, .object: .string(text)
        // The AWS CLI reads a moment before it sends it.
        case .time: "2026-01-02T03:04:05Z"
        case .integer, .number: 3600
        case .bool: true
        case .document: ["Version": "2012-10-17", "Statement": [["Sid": .string(text)]]]
        case .list(let item): [value(item, text), value(item, String(repeating: "y", count: 40))]
        case .map(let item): ["k": value(item, text)]
        case .structure(let members): .object(JSONObject(members.map { ($0.name, value($0.shape, text)) }))
        }
    }

    @Test func `every operation's command sends the call's own request, whatever its values are`() async throws {
        let bench = try Recorder()
        defer { bench.server.stop() }
        let operations = Calls.Operation.all.filter { $0.service != .kubernetes && $0.service != .local }
        for (index, operation) in operations.enumerated() {
            try await bench.compare(Self.call(operation, Self.hostile[index % Self.hostile.count]))
        }
        for text in Self.hostile {
            try await bench.compare(Self.call(.createOpenIDConnectProvider, text))
        }
    }

    @Test func `every command of a plan, of a hand-over and of its undoing sends the call's own request`() async throws
    {
        let bench = try Recorder()
        defer { bench.server.stop() }
        var answers = try AnswersReader.read(Bench.answersFile, file: "answers.yaml")
        try answers.set("arn:aws:iam::111122223333:policy/limit", for: .permissionsBoundary, from: .typed)
        try answers.set("/team/", for: .rolePath, from: .typed)
        let design = try DelegateSending(answers)
        for artifact in Artifacts.make(design) {
            try bench.folder.write(artifact.content, to: artifact.name.rawValue)
        }
        var nothing = Observations()
        for call in design.reads() { nothing[call] = Answer(.failure(CallFailure(.absent))) }
        let steps = Plan.make(design, nothing).resources.flatMap(\.steps).filter { $0.call.side != .kubernetes }
        #expect(steps.count == 8)
        for step in steps {
            try await bench.compare(step.call, as: step.command())
            for call in step.undo { try await bench.compare(call) }
        }
        for call in design.reads() where call.side != .kubernetes { try await bench.compare(call) }
    }

    @Test func `the script that sends sends the call's own request, whatever the texts are`() async throws {
        let bench = try Recorder()
        defer { bench.server.stop() }
        let design = try DelegateSending(AnswersReader.read(Bench.answersFile, file: "answers.yaml"))
        for text in Self.hostile {
            let arn = design.identityARN.text
            try await bench.compare(
                SendCommand.call(design, receiver: "a@example.com", subject: text, body: text, sourceARN: arn),
                as: SendCommand.script(design, receiver: "a@example.com", subject: text, body: text))
        }
    }

    /// A server that writes down what it is asked, and both who ask it.
    private final class Recorder: Sendable {
        let server: FaultServer
        let folder: Folder
        private let session: AWSSession

        init() throws {
            folder = try Folder()
            server = try FaultServer { request, connection in
                let isQuestion = request.text.contains("Action=GetCallerIdentity")
                connection.answer(isQuestion ? 200 : 400, isQuestion ? Self.identity : Self.refusal)
                return .close
            }
            session = AWSSession(
                label: "EKS account", region: try Region("eu-west-1"),
                provider: StaticCredentials(
                    Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret", source: .environment)),
                transport: CurlTransport(),
                endpoints: EndpointSettings(overrides: .all("http://127.0.0.1:\(server.port)")),
                retry: RetrySettings(maxAttempts: 1)
            ).bound(to: try AccountID("111122223333"))
        }

        private static let identity =
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/u</Arn>"
            + "<UserId>AIDA</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
        private static let refusal =
            "<ErrorResponse><Error><Code>ValidationError</Code><Message>recorded</Message></Error></ErrorResponse>"

        /// Runs the command in a shell, makes the call, and compares what the server was asked.
        func compare(_ call: Call, as line: String? = nil) async throws {
            let line = line ?? CommandLine(call).words.map(ShellQuoting.word).joined(separator: " ")
            var environment = Tools.environment
            environment["HOME"] = folder.path
            environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:\(server.port)"
            environment["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE"
            environment["AWS_SECRET_ACCESS_KEY"] = "secret"
            environment["AWS_DEFAULT_REGION"] = "eu-west-1"
            environment["AWS_MAX_ATTEMPTS"] = "1"
            let before = server.requests.count
            let ran = try await Command.run("/bin/sh", ["-c", line], environment: environment, in: folder.path)
            let theirs = try #require(server.requests.dropFirst(before).last, "\(line)\n\(ran)")
            _ = try? await session.perform(call)
            let ours = try #require(server.requests.last)
            #expect(ours.method == theirs.method, "\(line)")
            #expect(ours.path == theirs.path, "\(line)")
            #expect(parameters(ours, call) == parameters(theirs, call), "\(line)")
        }

        /// The parameters in query and body, decoded and sorted; how much a page holds is each client's own affair.
        private func parameters(_ request: ReceivedRequest, _ call: Call) -> [String] {
            var size: String?
            if case .token(_, _, let page) = call.operation.pages { size = page.name }
            let query = request.target.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
            var found = pairs(query).filter { pair in size.map { !pair.hasPrefix("\($0)=") } ?? true }
            if request.text.hasPrefix("Action=") {
                found += pairs(request.text)
            } else if let value = try? JSONValue.parse(request.text) {
                found.append(value.sortingKeys().serialized(.compact))
            } else {
                found.append(request.text)
            }
            return found.sorted()
        }

        private func pairs(_ text: String) -> [String] {
            text.split(separator: "&").map { pair in
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let value = parts.count > 1 ? PercentEncoding.decode(parts[1], plusIsBlank: true) ?? "?" : ""
                // A document means the same with other white space.
                let document = value.hasPrefix("{\"") || value.hasPrefix("{\n") ? try? JSONValue.parse(value) : nil
                return "\(parts[0])=\(document?.sortingKeys().serialized(.compact) ?? value)"
            }
        }
    }
}
