import Calls
import Foundation
import HTTPClient
import Testing
import Wire

@testable import AWSClient

/// Every row of the operation table as it goes on the wire, beside what botocore sends for the same input, and its
/// names beside AWS's own model.
@Suite(.enabled(if: Python.has("botocore")))
struct OperationWireTests {
    private struct Case: Sendable {
        var service: String
        var operation: String
        var input: JSONValue
        var send: @Sendable (AWSSession) async throws -> Void
    }

    private static let script = """
        import sys, json, botocore.session
        from botocore.awsrequest import AWSResponse
        s = botocore.session.Session()
        out = []
        def text(value): return value.decode() if isinstance(value, bytes) else value or ''
        for c in json.load(sys.stdin):
            client = s.create_client(c['service'], region_name='eu-west-1', aws_access_key_id='AKIA', aws_secret_access_key='x')
            seen = {}
            def send(request, **kw):
                body = request.body or b''
                seen.update(method=request.method, url=request.url, body=body.decode() if isinstance(body, bytes) else body,
                    target=text(request.headers.get('X-Amz-Target')), type=text(request.headers.get('Content-Type')),
                    signed='Authorization' in request.headers)
                return AWSResponse(request.url, 418, {}, None)
            client.meta.events.register('before-send', send)
            name = [k for k, v in client.meta.method_to_api_mapping.items() if v == c['operation']][0]
            try: getattr(client, name)(**c['input'])
            except Exception as e:
                if not seen: raise
            out.append(seen)
        json.dump(out, sys.stdout)
        """

    private static let cases: [Case] =
        OperationSample.operations.map { operation in
            let call = OperationSample.call(operation)
            return Case(
                service: operation.service.rawValue, operation: operation.name, input: OperationSample.plain(call)
            ) { _ = try await $0.perform(call) }
        } + roles

    private static let role = "arn:aws:iam::111122223333:role/ses-sender-role"
    private static let roles: [Case] = [
        Case(
            service: "sts", operation: "AssumeRole",
            input: [
                "RoleArn": .string(role), "RoleSessionName": "s@x", "DurationSeconds": 900, "ExternalId": "e/1",
                "SerialNumber": "arn:aws:iam::111122223333:mfa/me", "TokenCode": "123456",
            ]
        ) {
            _ = try await STS($0).assumeRole(
                role, sessionName: "s@x", durationSeconds: 900, externalID: "e/1",
                serialNumber: "arn:aws:iam::111122223333:mfa/me", tokenCode: "123456")
        },
        Case(
            service: "sts", operation: "AssumeRoleWithWebIdentity",
            input: ["RoleArn": .string(role), "RoleSessionName": "s1", "WebIdentityToken": "a.b.c"]
        ) { _ = try await STS($0).assumeRoleWithWebIdentity(role, token: "a.b.c", sessionName: "s1") },
    ]

    private static func looks(_ name: String) -> Bool {
        ["Get", "List", "Describe", "Simulate", "Assume", "Lookup"].contains { name.hasPrefix($0) }
    }

    @Test func `what changes something is not sent by a session that is bound to no account`() async throws {
        for test in OperationWireTests.cases {
            let transport = StubTransport([])
            let session = AWSSession(
                label: "EKS account", region: try Fixtures.region(),
                provider: StaticCredentials(Fixtures.credentials), transport: transport,
                retry: RetrySettings(maxAttempts: 1))
            var isUnbound = false
            do { try await test.send(session) } catch AWSFailure.unbound { isUnbound = true } catch {}
            let looks = OperationWireTests.looks(test.operation)
            let name = Comment(rawValue: "\(test.service) \(test.operation)")
            #expect(isUnbound == !looks, name)
            #expect(transport.requests.isEmpty == !looks, name)
            if let request = transport.requests.first { #expect(!request.sendsOnce, name) }
        }
    }

    @Test func `what changes something leaves at most once per attempt`() async throws {
        for test in OperationWireTests.cases {
            let transport = StubTransport([])
            try? await test.send(try Fixtures.session(transport, retry: RetrySettings(maxAttempts: 1)))
            let request = try #require(transport.requests.first)
            let name = Comment(rawValue: "\(test.service) \(test.operation)")
            #expect(request.sendsOnce == !OperationWireTests.looks(test.operation), name)
            let eachTime = ["SendEmail", "VerifyEmailIdentity", "CreatePolicyVersion"].contains(test.operation)
            #expect(request.wantsFreshConnection == eachTime, name)
        }
    }

    @Test func `every request is the one botocore sends`() async throws {
        let cases = OperationWireTests.cases
        let input = JSONValue.array(
            cases.map { ["service": .string($0.service), "operation": .string($0.operation), "input": $0.input] })
        let data = try Python.output(
            OperationWireTests.script, input: Data(input.serialized(.compact).utf8), module: "botocore")
        let expected = try #require(try JSONValue.parse(Array(data)).array)
        try #require(expected.count == cases.count)
        for (test, wire) in zip(cases, expected) {
            let transport = StubTransport([])
            let session = try Fixtures.session(transport, retry: RetrySettings(maxAttempts: 1))
            try? await test.send(session)
            let request = try #require(transport.requests.first, "\(test.operation)")
            let name = Comment(rawValue: "\(test.service) \(test.operation)")
            #expect(request.method == wire["method"]?.string, name)
            #expect(OperationWireTests.url(request.url) == OperationWireTests.url(wire["url"]?.string ?? ""), name)
            let body = String(decoding: request.body, as: UTF8.self)
            let other = wire["body"]?.string ?? ""
            if body.hasPrefix("Action=") {
                #expect(OperationWireTests.form(body) == OperationWireTests.form(other), name)
            } else {
                let mine = try? JSONValue.parse(body).sortingKeys()
                let theirs = try? JSONValue.parse(other).sortingKeys()
                #expect(mine == theirs, "\(name): \(body) beside \(other)")
            }
            #expect((request.header("x-amz-target") ?? "") == wire["target"]?.string, name)
            if let target = request.header("x-amz-target"), !target.isEmpty {
                #expect(request.header("content-type") == wire["type"]?.string, name)
            }
            #expect((request.header("authorization") != nil) == (wire["signed"]?.bool ?? false), name)
        }
    }

    @Test func `parameters and their duty are the model's`() throws {
        let script = """
            import sys, json, botocore.session
            s = botocore.session.Session()
            out = []
            for service, name in json.load(sys.stdin):
                shape = s.get_service_model(service).operation_model(name).input_shape
                out.append([list(shape.members), list(shape.required_members)] if shape else [[], []])
            json.dump(out, sys.stdout)
            """
        let operations = OperationSample.operations
        let names = JSONValue.array(operations.map { [.string($0.service.rawValue), .string($0.name)] })
        let data = try Python.output(script, input: Data(names.serialized(.compact).utf8), module: "botocore")
        let models = try #require(try JSONValue.parse(Array(data)).array)
        try #require(models.count == operations.count)
        for (operation, model) in zip(operations, models) {
            let members = operation.input.members
            let known = Set((model[0]?.array ?? []).compactMap(\.string))
            let required = Set((model[1]?.array ?? []).compactMap(\.string))
            #expect(known.isSuperset(of: members.map(\.name)), "\(operation.words)")
            #expect(Set(members.filter(\.isRequired).map(\.name)) == required, "\(operation.words)")
            if case .token(let token, _, let size) = operation.pages {
                #expect(known.isSuperset(of: [token, size.name]), "\(operation.words)")
            }
        }
    }

    private static func url(_ url: String) -> [String] {
        let pieces = url.components(separatedBy: "?")
        return [pieces[0]] + (pieces.dropFirst().first ?? "").components(separatedBy: "&").sorted()
    }

    /// The decoded parameters, sorted: botocore writes blanks as `+` and keeps its own order.
    private static func form(_ body: String) -> [String] {
        body.components(separatedBy: "&").map { PercentEncoding.decode($0, plusIsBlank: true) ?? $0 }.sorted()
    }
}
