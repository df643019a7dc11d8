import Calls
import Design
@testable import Diagnosis
import Identifiers
import TestAnswers
import Testing
import Wire

/// Bundles: what they keep, and what becomes of files that only look like one.
@Suite struct BundleTests {
    private let written = Timestamp(secondsSinceEpoch: 1_760_000_000)

    private func bundle(_ seen: Observations? = nil, _ masks: Masks = Masks()) throws -> Bundle {
        let seen = try seen ?? World.ready(World.design())
        return Bundle(Subject(try World.answers()), seen, masks: masks, written: written, by: "sesame 9.9.9")
    }

    private func read(_ change: (inout JSONObject) -> Void) throws -> Result<Bundle, BundleProblem> {
        var document = try #require(try bundle().document.object)
        change(&document)
        return read(JSONValue.object(document).serialized())
    }

    private func read(_ text: String) -> Result<Bundle, BundleProblem> {
        Result { () throws(BundleProblem) in try Bundle.read(Array(text.utf8)) }
    }

    private func sentence(_ result: Result<Bundle, BundleProblem>) -> String {
        if case .failure(let problem) = result { problem.words } else { "it was read" }
    }

    // MARK: What is kept

    @Test func `the document has the members that are promised, and is the same each time`() throws {
        let document = try bundle().document
        #expect(
            document.object?.keys == ["schema", "written", "by", "masked", "subject", "answers", "calls"])
        #expect(document["masked"] == ["accounts", "addresses"])
        #expect(document["calls"]?[0]?.object?.keys == ["call", "at", "caller", "answer"])
        #expect(document["subject"]?["eksAccount"] == "000000000001")
        #expect(document["answers"]?["names"]?["role"] == "ses-sender-role")
        #expect(try bundle().document == document)
    }

    @Test func `what was never in an answer's row never enters, whichever operation it is`() throws {
        // A canary in a member that no row names, on every level of every answer and of every input.
        let canary = "canary-5f0e"
        func poisoned(_ shape: Shape, _ depth: Int) -> JSONValue {
            switch shape {
            case .text: "text"
            case .time: "2026-01-02T03:04:05+00:00"
            case .integer, .number: .number("1")
            case .bool: true
            case .document: ["Version": "2012-10-17", "Statement": []]
            case .list(let item): .array([poisoned(item, depth + 1), .string("plain")])
            case .map(let item): ["key": poisoned(item, depth + 1)]
            case .embedded(let inner): .string(poisoned(inner, depth + 1).serialized())
            case .object: Self.object(canary)
            case .structure(let members):
                .object(
                    JSONObject(
                        members.map { ($0.name, poisoned($0.shape, depth + 1)) } + [
                            ("AccessKeyId\(depth)", .string(canary)), ("sourceIPAddress", .string(canary)),
                            ("userAgent", [.string(canary)]),
                        ]))
            }
        }
        var seen = Observations()
        var reads = 0
        for operation in Operation.all {
            guard let input = poisoned(operation.input, 0).object else { continue }
            let side: Side = operation.service == .kubernetes ? .kubernetes : .eks
            seen[Call(operation, side, input)] = Answer(.success(poisoned(operation.keeps, 0)))
            if !operation.effect.writes { reads += 1 }
        }
        let made = try bundle(seen, Masks([]))
        let text = made.document.serialized()
        #expect(
            !text.contains(canary), "\(text.firstRange(of: canary).map { text[..<$0.lowerBound].suffix(300) } ?? "")")
        #expect(made.count == reads)
        #expect(made.leftOut.writes == Operation.all.count - reads)
        #expect(made.leftOut.members > reads)
        // One pod for each of the three calls that are answered with objects.
        #expect(made.leftOut.variables == 3)
        let again = try Bundle.read(Array(text.utf8))
        #expect(again.observations == made.observations)
    }

    /// A pod with secrets where people put them.
    private static func object(_ canary: String) -> JSONValue {
        let metadata: JSONValue = [
            "name": "mailer", "namespace": "mail",
            "annotations": [
                "kubectl.kubernetes.io/last-applied-configuration": .string(canary),
                "vault.example.com/token": .string(canary),
            ],
            "managedFields": [["manager": "kubectl", "fieldsV1": ["f:spec": ["f:\(canary)": [:]]]]],
        ]
        return [
            "apiVersion": "v1", "kind": "Pod", "metadata": metadata,
            "spec": [
                "containers": [
                    [
                        "name": "app", "args": [.string(canary)], "command": [.string(canary)],
                        "env": [["name": "DB_PASSWORD", "value": .string(canary)]],
                    ]
                ], "serviceAccountName": "mailer",
            ],
        ]
    }

    @Test func `what looks like a secret is taken out of texts, and counted`() throws {
        var seen = try World.ready(World.design())
        // Not a key: made up, in the form of one.
        let key = "AKIA" + "ABCDEFGHIJKLMNOP"
        seen.fail(
            .getCallerIdentity(.eks), CallFailure(.doubtful, reason: "the key \(key) is not known", message: key))
        let made = try bundle(seen)
        #expect(!made.document.serialized().contains(key))
        #expect(made.leftOut.secrets == 2)
    }

    @Test func `a mask is the same in answers, policies and calls`() throws {
        let text = try bundle().document.serialized()
        for secret in ["111122223333", "444455556666", "example.com", "D39B5DB5", World.roleID] {
            #expect(!text.contains(secret), "\(secret)")
        }
        let open = try bundle(nil, Masks([])).document.serialized()
        #expect(open.contains("\"by\":\"sesame 9.9.9\",\"masked\":[],"))
        #expect(open.contains("111122223333") && open.contains("no-reply@example.com"))
    }

    @Test func `names that derive are said, as a masked account would give others`() throws {
        var answers = try World.answers()
        for field in [FieldID.role, .permissionsPolicy, .sendingPolicy] { answers.clear(field) }
        let design = try DelegateSending(answers)
        let made = Bundle(Subject(answers), Observations(), written: written, by: "sesame")
        let read = try Bundle.read(made.document.bytes())
        #expect(read.subject.role?.name.text == made.masks.masked(design.roleName.text))
        // The hash is over the account, which could be found out from it.
        #expect(made.document.serialized().contains("sesame-mail-prod-default-ses-sender-00000001"))
    }

    @Test func `the parts say what is in it`() throws {
        var seen = try World.ready(World.design())
        seen.fail(.getCallerIdentity(.ses), CallFailure(.denied, permission: "sts:GetCallerIdentity"))
        let made = try bundle(seen)
        #expect(made.parts.map(\.name) == ["you", "EKS account", "SES account"])
        #expect(made.parts[0] == Bundle.Part(name: "you", holds: "caller", count: 1, unanswered: 1))
        #expect(made.parts.reduce(0) { $0 + $1.count } == made.count)
        #expect(made.fileName == "mail-prod-ses-sender.bundle.json")
        #expect(made.maskedWords == ["accounts (000000000001 and 000000000002)", "addresses (a1@d1.example)"])
    }

    // MARK: What comes from elsewhere

    @Test func `every fault of a file is a sentence`() throws {
        #expect(sentence(read("")).contains("This is no bundle, which is JSON."))
        #expect(sentence(read("{")).contains("ends too early"))
        #expect(
            sentence(read("[]")) == "schema: This is no bundle: its schema is missing; sesame/bundle/v1 is expected.")
        #expect(
            sentence(read("{\"schema\":\"sesame/plan/v1\"}"))
                == "schema: This is no bundle: its schema is sesame/plan/v1; sesame/bundle/v1 is expected.")
        #expect(
            sentence(read("{\"schema\":\"sesame/bundle/v2\",\"by\":\"sesame 3.0\"}"))
                == "schema: This bundle has another form (sesame/bundle/v2, written by sesame 3.0); this version of sesame "
                + "reads sesame/bundle/v1.")
        #expect(sentence(try read { $0["written"] = "yesterday" }).hasPrefix("written: The time has to be like"))
        #expect(sentence(try read { $0["masked"] = true }).hasPrefix("masked: A list"))
        #expect(sentence(try read { $0["subject"] = .null }).hasPrefix("subject: "))
        #expect(sentence(try read { $0["answers"] = [] }).hasPrefix("answers: "))
        #expect(
            sentence(try read { $0["answers"] = ["eks": ["account": "12"]] }).hasPrefix(
                "answers.eks.account: Found \"12\""))
        #expect(sentence(try read { $0["calls"] = ["x": 1] }).hasPrefix("calls: A list of calls"))
        #expect(sentence(try read { $0["calls"] = [1] }).hasPrefix("calls[0].call: Here is no call"))
    }

    @Test func `every fault of a call is a sentence that says where`() throws {
        func call(_ change: (inout JSONObject) -> Void) throws -> String {
            sentence(
                try read { document in
                    guard var calls = document["calls"]?.array, var first = calls[0].object else { return }
                    change(&first)
                    calls[0] = .object(first)
                    document["calls"] = .array(calls)
                })
        }
        #expect(
            try call { $0["call"] = ["service": "iam"] } == "calls[0].call: The call names no service and operation.")
        #expect(
            try call { $0["call"] = ["service": "iam", "operation": "DeleteRole", "side": "eks"] }.contains(
                "changes something"))
        #expect(
            try call { $0["call"] = ["service": "iam", "operation": "GetRole", "side": "all"] }.contains(
                "eks, ses or kubernetes"))
        #expect(
            try call { $0["call"] = ["service": "iam", "operation": "GetRole", "side": "eks", "region": "Mars"] }
                .hasPrefix("calls[0].call.region: "))
        #expect(
            try call { $0["call"] = ["service": "iam", "operation": "GetRole", "side": "eks", "input": 3] }
                .hasPrefix("calls[0].call.input: "))
        #expect(try call { $0["at"] = 7 }.hasPrefix("calls[0].at: "))
        #expect(try call { $0["answer"] = [:] } == "calls[0].answer: There is neither a value nor a failure.")
        #expect(try call { $0["answer"] = ["failure": ["kind": "odd"]] }.hasPrefix("calls[0].answer: "))
        #expect(
            sentence(try read { $0["calls"] = .array([$0["calls"]?[0] ?? .null, $0["calls"]?[0] ?? .null]) })
                == "calls[1]: The same call stands here twice, and only one answer can count.")
    }

    @Test func `an answer of the wrong form cannot be told, and the rest can`() throws {
        let role = Call.getRole("ses-sender-role")
        let result = try read { document in
            let calls = (document["calls"]?.array ?? []).map { entry -> JSONValue in
                guard entry["call"]?["operation"] == "GetRole", var entry = entry.object else { return entry }
                entry["answer"] = ["value": "a role"]
                return .object(entry)
            }
            document["calls"] = .array(calls)
        }
        let bundle = try result.get()
        #expect(bundle.observations[role]?.failure?.reason == "the bundle's answer is none of iam GetRole")
        #expect(bundle.diagnosis().findings.contains { $0.status == .unknown })
    }

    @Test func `what this version does not know is passed over and told`() throws {
        let bundle = try read { document in
            let later: JSONValue = [
                "call": ["service": "quantum", "operation": "Entangle", "side": "eks"], "answer": 1,
            ]
            document["calls"] = .array((document["calls"]?.array ?? []) + [later, later])
            document["by"] = "sesame 1.3"
            document["future"] = ["anything": [1, 2, 3]]
        }.get()
        #expect(
            bundle.remarks == ["Written by sesame 1.3; 2 answers are of a kind that this version does not know."])
    }

    @Test func `control characters become question marks, blanks beyond ASCII stay`() throws {
        let bundle = try read { document in
            document["by"] = "sesame\u{1B}[2J\u{9B}1"
            document["subject"] = ["pod": "mailer\u{7}\u{200B}"]
        }.get()
        #expect(bundle.by == "sesame?[2J?1")
        #expect(bundle.subject.pod == "mailer?\u{200B}")
        #expect(bundle.remarks == ["3 control characters in it became a question mark."])
    }

    @Test(.timeLimit(.minutes(2))) func `size, depth and number are limited before anything is made of them`() throws {
        #expect(sentence(read(String(repeating: "[", count: 300))).contains("more than 200 levels"))
        let long = [UInt8](repeating: UInt8(ascii: " "), count: Bundle.byteLimit + 1)
        #expect(throws: BundleProblem.self) { try Bundle.read(long) }
        let many = "{\"calls\":[" + String(repeating: "{},", count: 1_100_000) + "{}]}"
        #expect(sentence(read(many)) == "It holds more than 2000000 values, the most that is read of a bundle.")
        let text = try read { $0["by"] = .string(String(repeating: "x", count: Bundle.textLimit + 1)) }
        #expect(sentence(text) == "It holds a text of more than 512 KB, the most that is read of one.")
        let wide = try read { $0["calls"] = [["call": .array(.init(repeating: 1, count: Bundle.answerLimit))]] }
        #expect(sentence(wide) == "calls[0]: It holds more than 500000 values, the most that is read of an answer.")
        let calls = try read { $0["calls"] = .array(.init(repeating: .object([:]), count: 50_001)) }
        #expect(sentence(calls) == "calls: Here are 50001 calls; at most 50000 are read.")
        #expect(
            sentence(.init { () throws(BundleProblem) in try Bundle.read([0x7B, 0xFF, 0xFE]) }).contains("UTF-8")
                == false)
        #expect(
            sentence(
                .init { () throws(BundleProblem) in try Bundle.read(Array("{\"a\":\"".utf8) + [0xFF, 0x22, 0x7D]) }
            ).contains("not UTF-8"))
    }

    /// Every byte of a small bundle changed in turn: it is read or refused, and what is read can be judged.
    @Test(.timeLimit(.minutes(5))) func `a bundle with any byte changed is refused or holds together`() throws {
        var seen = Observations()
        let role = Read.role(try World.design().roleName).call
        seen[role] = try World.ready(World.design())[role]
        let bytes = try bundle(seen).document.bytes()
        var refused = 0
        for index in bytes.indices {
            for replacement in [UInt8(ascii: "\""), UInt8(ascii: "9"), UInt8(ascii: "}"), 0x00] {
                var changed = bytes
                changed[index] = replacement
                guard let bundle = try? Bundle.read(changed) else {
                    refused += 1
                    continue
                }
                let again = try Bundle.read(bundle.document.bytes())
                #expect(again.document == bundle.document)
                _ = bundle.diagnosis()
            }
        }
        #expect(refused > bytes.count)
    }
}
