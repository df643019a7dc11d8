import Calls
import Foundation
import HTTPClient
import Identifiers
import Testing
import Wire

@testable import AWSClient

/// Every row's answer: full answers made from AWS's own model, read by botocore and by this client.
@Suite(.enabled(if: Python.has("botocore")))
struct OperationAnswerTests {
    /// Makes an answer with every member of the model, as it goes over the wire, and what the AWS CLI shows of it.
    private static let script = """
        import os, sys, json, time, datetime
        from urllib.parse import quote
        from xml.sax.saxutils import escape
        os.environ['TZ'] = 'UTC'; time.tzset()
        import botocore.session, botocore.parsers, botocore.handlers
        s = botocore.session.Session()
        moment = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
        document = sys.argv[1]
        def sample(shape, name, depth):
            t = shape.type_name
            if t == 'structure':
                if depth > 6: return None
                made = {}
                for k, v in shape.members.items():
                    if k in ('Marker', 'NextToken', 'nextToken'): continue
                    value = False if k == 'IsTruncated' else sample(v, k, depth + 1)
                    if value is not None: made[k] = value
                return made
            if t == 'list':
                item = sample(shape.member, name, depth + 1)
                return [] if item is None else [item, item]
            if t == 'map':
                value = sample(shape.value, name, depth + 1)
                return {} if value is None else {'k é': value}
            if t == 'timestamp': return moment
            if t == 'boolean': return True
            if t in ('integer', 'long'): return 7
            if t in ('float', 'double'): return 1.5
            if t == 'blob': return None
            if shape.name == 'policyDocumentType': return quote(document)
            if name == 'CloudTrailEvent':
                # Everything that may stand there, as CloudTrail's record reference has it, and what must not be kept.
                return json.dumps({'eventTime': 't', 'eventSource': 's', 'eventName': 'n', 'awsRegion': 'r', 'errorCode': 'c',
                    'errorMessage': 'm', 'recipientAccountId': 'a', 'responseElements': {'secret': 'x'}, 'userIdentity': {
                        'type': 't', 'arn': 'a', 'accountId': 'i', 'userName': 'u', 'accessKeyId': 'AKIASECRET', 'invokedBy': 'b',
                        'identityProvider': 'p', 'sessionContext': {'sessionIssuer': {'type': 't', 'arn': 'a', 'userName': 'u'}}},
                    'requestParameters': {k: 'v' for k in ('roleName', 'roleArn', 'roleSessionName', 'policyName', 'policyArn',
                        'versionId', 'permissionsBoundary', 'openIDConnectProviderArn', 'url', 'clientID', 'identity', 'emailIdentity',
                        'emailAddress', 'configurationSetName', 'name', 'clusterName', 'namespace', 'serviceAccount', 'associationId',
                        'principalArn', 'policyDocument')}})
            if shape.enum: return shape.enum[0]
            return 'text é & <x> "y"'
        def xml(shape, value):
            t = shape.type_name
            if t == 'structure':
                return ''.join('<%s>%s</%s>' % (n, xml(shape.members[k], v), n) for k, v in value.items()
                    for n in [shape.members[k].serialization.get('name', k)])
            if t == 'list': return ''.join('<member>%s</member>' % xml(shape.member, v) for v in value)
            if t == 'map': return ''.join('<entry><key>%s</key><value>%s</value></entry>' % (escape(k), xml(shape.value, v)) for k, v in value.items())
            if t == 'timestamp': return value.strftime('%Y-%m-%dT%H:%M:%SZ')
            if t == 'boolean': return 'true' if value else 'false'
            return escape(str(value))
        def plain(shape, value):
            t = shape.type_name
            if t == 'structure': return {shape.members[k].serialization.get('name', k): plain(shape.members[k], v) for k, v in value.items()}
            if t == 'list': return [plain(shape.member, v) for v in value]
            if t == 'map': return {k: plain(shape.value, v) for k, v in value.items()}
            if t == 'timestamp': return value.timestamp()
            return value
        out = []
        for service, name in json.load(sys.stdin):
            model = s.get_service_model(service)
            operation = model.operation_model(name)
            shape = operation.output_shape
            value = sample(shape, '', 0) if shape else {}
            protocol = model.resolved_protocol if hasattr(model, 'resolved_protocol') else model.metadata['protocol']
            if protocol == 'query':
                inner = xml(shape, value) if shape else ''
                body = '<%sResponse><%sResult>%s</%sResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></%sResponse>' % (name, name, inner, name, name)
            else:
                body = json.dumps(plain(shape, value) if shape else {})
            parser = botocore.parsers.create_parser(protocol)
            parsed = parser.parse({'status_code': 200, 'headers': {}, 'body': body.encode()}, shape) if shape else {}
            parsed.pop('ResponseMetadata', None)
            if service == 'iam': botocore.handlers.json_decode_policies(parsed, operation)
            out.append({'body': body, 'value': parsed})
        json.dump(out, sys.stdout, default=lambda d: d.isoformat())
        """

    @Test func `every answer is read as the AWS CLI shows it, and every name of a row is the model's`() async throws {
        let operations = OperationSample.operations
        let names = JSONValue.array(operations.map { [.string($0.service.rawValue), .string($0.name)] })
        let document = OperationSample.document.serialized(.pretty)
        let data = try Python.output(
            "import sys; sys.argv = ['', \(JSONValue.string(document).serialized(.compact))]\n"
                + OperationAnswerTests.script, input: Data(names.serialized(.compact).utf8), module: "botocore")
        let answers = try #require(try JSONValue.parse(Array(data)).array)
        try #require(answers.count == operations.count)
        for (operation, answer) in zip(operations, answers) {
            let body = try #require(answer["body"]?.string)
            let transport = StubTransport([.http(200, body)])
            let session = try Fixtures.session(transport)
            let found = try await session.perform(OperationSample.call(operation)).value
            let shown = Self.restricted(try #require(answer["value"]), operation.keeps)
            #expect(found.sortingKeys() == shown.sortingKeys(), "\(operation.words)")
            for path in Self.missing(found, operation.keeps, "") {
                Issue.record("\(operation.words): the model has no \(path)")
            }
        }
    }

    @Test func `an answer that lacks what its row requires is malformed`() async throws {
        for operation in OperationSample.operations where operation.keeps.members.contains(where: \.isRequired) {
            let body: String
            if case .query = operation.wire {
                body = "<\(operation.name)Response><\(operation.name)Result/></\(operation.name)Response>"
            } else {
                body = "{\"unknown\":1}"
            }
            let session = try Fixtures.session(StubTransport([.http(200, body)]))
            let failure = await #expect(throws: AWSFailure.self) {
                try await session.perform(OperationSample.call(operation))
            }
            guard case .malformed? = failure else {
                Issue.record("\(operation.words): \(String(describing: failure))")
                continue
            }
        }
    }

    @Test func `a history is asked for its first page, and where there is more it is not whole`() async throws {
        let events = #"{"Events":[{"EventName":"CreateRole","EventTime":1767323045.0}],"NextToken":"more"}"#
        let transport = StubTransport([.http(200, events)])
        let call = Call.lookupEvents(
            .eks, in: try Region("us-east-1"), by: .eventName, "CreateRole",
            from: Timestamp(iso8601: "2026-01-01T00:00:00Z"))
        let reply = try await Fixtures.session(transport).perform(call)
        #expect(!reply.isWhole)
        #expect(reply.value["Events"]?[0]?["EventTime"]?.string == "2026-01-02T03:04:05+00:00")
        #expect(transport.requests.count == 1)
        #expect(transport.requests[0].url == "https://cloudtrail.us-east-1.amazonaws.com/")
        let body = try JSONValue.parse(transport.requests[0].body)
        #expect(body["StartTime"]?.int == 1_767_225_600)
        #expect(body["MaxResults"]?.int == 50)
    }

    @Test func `roles and policies of a whole account go on together, and tell what single reads would`() async throws {
        let page = { (inner: String, more: String) in
            StubTransport.Reply.http(
                200,
                "<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult>\(inner)\(more)"
                    + "</GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>")
        }
        let role =
            "<RoleDetailList><member><RoleName>r</RoleName><RoleId>AROAX</RoleId><Arn>arn:aws:iam::111122223333:role/r"
            + "</Arn><RolePolicyList><member><PolicyName>i</PolicyName><PolicyDocument>%7B%22Version%22%3A%221%22%7D"
            + "</PolicyDocument></member></RolePolicyList><AttachedManagedPolicies><member><PolicyName>p</PolicyName>"
            + "<PolicyArn>arn:aws:iam::111122223333:policy/p</PolicyArn></member></AttachedManagedPolicies></member>"
            + "</RoleDetailList><Policies/>"
        let policy =
            "<RoleDetailList/><Policies><member><PolicyName>p</PolicyName><PolicyId>ANPA</PolicyId>"
            + "<Arn>arn:aws:iam::111122223333:policy/p</Arn><DefaultVersionId>v2</DefaultVersionId><PolicyVersionList>"
            + "<member><Document>%7B%7D</Document><VersionId>v2</VersionId></member></PolicyVersionList></member></Policies>"
        let transport = StubTransport([
            page(role, "<IsTruncated>true</IsTruncated><Marker>m</Marker>"),
            page(policy, "<IsTruncated>false</IsTruncated>"),
        ])
        let call = Call.getAccountAuthorizationDetails()
        let reply = try await Fixtures.session(transport).perform(call)
        #expect(reply.isWhole)
        #expect(reply.value["RoleDetailList"]?.array?.count == 1)
        #expect(reply.value["Policies"]?.array?.count == 1)
        let arn = try ARN("arn:aws:iam::111122223333:policy/p")
        var told: [Call: JSONValue] = [:]
        for (read, value) in call.operation.implies(call, reply.value) { told[read] = value }
        #expect(told.count == 6)
        #expect(told[.getRole("r")]?["Role"]?["RoleId"]?.string == "AROAX")
        #expect(told[.getRole("r")]?["Role"]?["RolePolicyList"] == nil)
        #expect(told[.listRolePolicies("r")] == ["PolicyNames": ["i"]])
        #expect(told[.getRolePolicy("r", "i")]?["PolicyDocument"] == ["Version": "1"])
        #expect(told[.listAttachedRolePolicies("r")]?["AttachedPolicies"]?[0]?["PolicyArn"]?.string == arn.text)
        #expect(told[.getPolicy(arn)]?["Policy"]?["DefaultVersionId"]?.string == "v2")
        #expect(told[.getPolicyVersion(arn, "v2")]?["PolicyVersion"]?["Document"] == [:])
    }

    @Test func `pages become one answer, and a list that does not end is not whole`() async throws {
        let page = { (arn: String, more: String) in
            StubTransport.Reply.http(
                200,
                "<ListAttachedRolePoliciesResponse><ListAttachedRolePoliciesResult><AttachedPolicies><member>"
                    + "<PolicyArn>\(arn)</PolicyArn></member></AttachedPolicies>\(more)</ListAttachedRolePoliciesResult>"
                    + "</ListAttachedRolePoliciesResponse>")
        }
        let transport = StubTransport([
            page("a", "<IsTruncated>true</IsTruncated><Marker>m</Marker>"),
            page("b", "<IsTruncated>false</IsTruncated>"),
        ])
        let reply = try await Fixtures.session(transport).perform(.listAttachedRolePolicies("r"))
        #expect(reply.value == ["AttachedPolicies": [["PolicyArn": "a"], ["PolicyArn": "b"]]])
        #expect(reply.isWhole)
        #expect(String(decoding: transport.requests[1].body, as: UTF8.self).hasSuffix("&Marker=m"))

        let names = (0..<5000).map { "\"\($0)\"" }.joined(separator: ",")
        let endless = StubTransport([
            .http(200, "{\"clusters\":[\(names)],\"nextToken\":\"1\"}"),
            .http(200, "{\"clusters\":[\(names)],\"nextToken\":\"2\"}"),
        ])
        let list = try await Fixtures.session(endless).perform(.listClusters(in: nil))
        #expect(list.value["clusters"]?.array?.count == 10_000)
        #expect(!list.isWhole)
    }

    /// What a row keeps of a whole answer.
    private static func restricted(_ value: JSONValue, _ shape: Shape) -> JSONValue {
        switch shape {
        case .structure(let members):
            .object(
                JSONObject(
                    members.compactMap { member in
                        value[member.name].map { (member.name, restricted($0, member.shape)) }
                    }))
        case .list(let item): .array((value.array ?? []).map { restricted($0, item) })
        case .map(let item):
            .object(JSONObject((value.object?.members ?? []).map { ($0.key, restricted($0.value, item)) }))
        case .embedded(let shape):
            value.string.flatMap { try? JSONValue.parse($0) }.map {
                .string(restricted($0, shape).serialized(.compact))
            } ?? .null
        case .text, .integer, .number, .bool, .time, .document, .object: value
        }
    }

    /// The members of a row that a full answer does not have.
    private static func missing(_ value: JSONValue, _ shape: Shape, _ path: String) -> [String] {
        switch shape {
        case .structure(let members):
            members.flatMap { member -> [String] in
                let place = "\(path).\(member.name)"
                guard let child = value[member.name] else { return [place] }
                return missing(child, member.shape, place)
            }
        case .list(let item): value[0].map { missing($0, item, path + "[]") } ?? ["\(path)[]"]
        case .map(let item): value.object?.members.first.map { missing($0.value, item, path + "{}") } ?? []
        case .embedded(let shape):
            missing(value.string.flatMap { try? JSONValue.parse($0) } ?? .null, shape, path + "()")
        case .text, .integer, .number, .bool, .time, .document, .object: []
        }
    }
}
