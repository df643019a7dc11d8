import Foundation
import HTTPClient
import TestFiles
import Testing
import Wire

@testable import AWSClient

/// Whole searches for credentials with recorded traffic, from AWS's SDK for Rust.
@Suite(.needs(publicData: "aws_profile_suite.json"))
struct ProviderChainTests {
    @Test func `recorded searches end as recorded`() async throws {
        let cases = try #require(
            try JSONValue.parse(PublicData.bytes("aws_profile_suite.json"))["provider_chain"]?.array)
        #expect(cases.count == 47)
        for test in cases {
            let name = "\(test["dir"]?.string ?? "")"
            try await run(test, name)
        }
    }

    private func run(_ test: JSONValue, _ name: String) async throws {
        var environment: [String: String] = ["PATH": "/usr/bin:/bin"]
        for member in test["env"]?.object?.members ?? [] { environment[member.key] = member.value.string }
        var files: [String: String] = [:]
        for member in test["files"]?.object?.members ?? [] { files[member.key] = member.value.string }
        let replay = Replay(test["http"])
        let transport = StubTransport { replay.answer($0) }
        let context = CredentialContext(
            environment: environment, transport: transport, files: MemoryFiles(files),
            clock: VirtualClock("2009-01-01T00:00:00Z"), processes: ShellRunner(), random: { 0 })
        let explicit = test["group"]?.string == "profile-provider" ? "default" : nil
        let comment = Comment(rawValue: name)
        do {
            let settings = try CallerSettings.load(context, profile: explicit)
            let chain = CredentialChain(context: context, profile: explicit, endpoints: settings.endpoints)
            let found = try await chain.credentials()
            guard let expected = test["expected"]?["Ok"] else {
                Issue.record("\(name): expected an error, found \(found)")
                return
            }
            #expect(found.accessKeyID == expected["access_key_id"]?.string, comment)
            #expect(found.secretAccessKey == expected["secret_access_key"]?.string, comment)
            #expect(found.sessionToken == expected["session_token"]?.string, comment)
            if let account = expected["account_id"]?.string { #expect(found.accountID == account, comment) }
            if let expiry = expected["expiry"]?.int {
                #expect(found.expiration?.secondsSinceEpoch == Int64(expiry), comment)
            }
            #expect(replay.left == 0, comment)
        } catch {
            #expect(test["expected"]?["ErrorContains"] != nil, "\(name): \(error.sentence)")
            #expect(error.sentence.hasSuffix("."), comment)
        }
        #expect(replay.differences == [], comment)
    }
}

/// The recorded processes need a shell, which the SDK for Rust starts and the AWS CLI does not.
private struct ShellRunner: ProcessRunner {
    func run(_ arguments: [String], environment: [String: String], timeoutSeconds: Int) async throws(ProcessError)
        -> ProcessOutput
    {
        let line = arguments.contains("|") ? ["sh", "-c", arguments.joined(separator: " ")] : arguments
        return try await MachineProcessRunner().run(line, environment: environment, timeoutSeconds: timeoutSeconds)
    }
}

/// Answers as recorded, and compares what is asked with the record.
private final class Replay: Sendable {
    private struct Exchange {
        var method: String
        var uri: String
        var headers: [(String, String)]
        var body: String
        var status: Int
        var answerHeaders: [HTTPHeader]
        var answer: String
    }

    private let exchanges: [Exchange]
    private let state = MutexBox<(next: Int, differences: [String])>((0, []))

    init(_ record: JSONValue?) {
        var list: [Exchange] = []
        for event in record?["events"]?.array ?? [] {
            guard let action = event["action"] else { continue }
            if let request = action["Request"]?["request"] {
                let headers = (request["headers"]?.object?.members ?? []).map {
                    ($0.key.lowercased(), $0.value.array?.first?.string ?? "")
                }
                list.append(
                    Exchange(
                        method: request["method"]?.string ?? "", uri: request["uri"]?.string ?? "", headers: headers,
                        body: "", status: 0, answerHeaders: [], answer: ""))
            } else if let response = action["Response"]?["response"]?["Ok"], !list.isEmpty {
                list[list.count - 1].status = response["status"]?.int ?? 0
                list[list.count - 1].answerHeaders = (response["headers"]?.object?.members ?? []).map {
                    HTTPHeader($0.key, $0.value.array?.first?.string ?? "")
                }
            } else if let data = action["Data"], !list.isEmpty {
                let text = data["data"]?["Utf8"]?.string ?? ""
                if data["direction"]?.string == "Request" {
                    list[list.count - 1].body += text
                } else {
                    list[list.count - 1].answer += text
                }
            }
        }
        exchanges = list
    }

    var left: Int { exchanges.count - state.value.next }
    var differences: [String] { state.value.differences }

    func answer(_ request: HTTPRequest) -> StubTransport.Reply {
        let number = state.value.next
        guard number < exchanges.count else { return .failure(.refused(host: "replay", port: 0)) }
        let expected = exchanges[number]
        var problems: [String] = []
        if request.method != expected.method { problems.append("method \(request.method) != \(expected.method)") }
        if Replay.parts(request.url) != Replay.parts(expected.uri) {
            problems.append("URL \(request.url) != \(expected.uri)")
        }
        for (name, value) in expected.headers
        where ["x-amz-sso_bearer_token", "x-aws-ec2-metadata-token"].contains(name) {
            if request.header(name) != value { problems.append("header \(name): \(request.header(name) ?? "none")") }
        }
        let body = String(decoding: request.body, as: UTF8.self)
        if !expected.body.isEmpty, Replay.form(body) != Replay.form(expected.body) {
            problems.append("body \(body) != \(expected.body)")
        }
        state.change { state in
            state.next += 1
            state.differences += problems
        }
        return .http(expected.status, expected.answer, expected.answerHeaders)
    }

    private static func parts(_ url: String) -> [String] {
        let pieces = url.components(separatedBy: "?")
        let base = pieces[0].hasPrefix("//") ? "http:" + pieces[0] : pieces[0]
        return [base.hasSuffix("/") ? String(base.dropLast()) : base]
            + (pieces.dropFirst().first ?? "").components(separatedBy: "&").sorted()
    }

    /// The names of a form's parameters and its action: the records' values were edited by hand and fit no longer.
    private static func form(_ body: String) -> [String] {
        body.components(separatedBy: "&").map { $0.hasPrefix("Action=") ? $0 : String($0.prefix { $0 != "=" }) }
            .sorted()
    }
}
