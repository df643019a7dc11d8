import Identifiers
import Wire

/// The command of the AWS CLI or kubectl that does what a call does, as words for a shell.
///
/// The AWS CLI reads a file where a value begins with `file://` or `fileb://`, takes what begins with a dash for an
/// option, and has a shorthand of its own for structures; its version 1 also fetches what begins with `http://` or
/// `https://`. Values that it would misread are given as JSON, or joined to their option, so that its request is the
/// call's own.
public struct CommandLine: Hashable, Sendable {
    /// The words, not yet quoted for a shell; the first is the program.
    public let words: [String]

    /// The command of a call.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - file: The file that holds the call's document or object; nil puts documents on the command line.
    ///   - profile: The AWS profile to name; nil names none.
    public init(_ call: Call, file: String? = nil, profile: String? = nil) {
        switch call.operation.wire {
        case .query, .rest, .json: words = Self.aws(call, file, profile)
        case .kubernetes(let verb): words = Self.kubectl(call, verb, file)
        case .local: words = Self.local(call, profile)
        }
    }

    // MARK: AWS CLI

    private static func aws(_ call: Call, _ file: String?, _ profile: String?) -> [String] {
        var words = ["aws", call.operation.service.rawValue, dashed(call.operation.name)]
        let region = call.region.map { ["--region", $0.text] } ?? []
        if call.operation.input.members.contains(where: { isMisread($0, call.input[$0.name]) }) {
            words += ["--cli-input-json", JSONValue.object(literal(call)).serialized(.compact)] + region
        } else {
            var long: [String] = []
            for member in call.operation.input.members {
                guard let value = call.input[member.name] else { continue }
                let option = "--" + (member.option ?? dashed(member.name))
                switch member.shape {
                case .text, .time, .integer, .number, .embedded: words += scalar(option, value)
                case .bool: words.append(value.bool == false ? "--no-" + option.dropFirst(2) : option)
                case .document:
                    words += [option, file.map { "file://\($0)" } ?? value.serialized(.compact)]
                case .list(.text): words += [option] + texts(value)
                case .list, .map, .structure, .object: long += [option, value.serialized(.compact)]
                }
            }
            words += region + long
        }
        return words + (profile.map { ["--profile", $0] } ?? [])
    }

    /// Whether the AWS CLI would read a file or fetch a page in place of a value.
    private static func isMisread(_ member: Shape.Member, _ value: JSONValue?) -> Bool {
        guard let text = value?.string, !member.isTakenAsIs else { return false }
        return ["file://", "fileb://", "http://", "https://"].contains { text.hasPrefix($0) }
    }

    /// The input with its documents as text, as the AWS CLI's JSON has it.
    private static func literal(_ call: Call) -> JSONObject {
        var input = call.input
        for member in call.operation.input.members {
            guard case .document = member.shape, let value = input[member.name] else { continue }
            input[member.name] = .string(value.serialized(.compact))
        }
        return input
    }

    private static func scalar(_ option: String, _ value: JSONValue) -> [String] {
        let text = value.string ?? value.serialized(.compact)
        return text.hasPrefix("-") ? ["\(option)=\(text)"] : [option, text]
    }

    /// A list of texts word by word, or as JSON where a word would be taken for something else.
    private static func texts(_ value: JSONValue) -> [String] {
        let texts = (value.array ?? []).compactMap(\.string)
        let isPlain = texts.allSatisfy { text in
            guard let first = text.first, !"-[{".contains(first) else { return false }
            return !text.hasPrefix("file") && !text.contains { $0 == "," || $0 == "=" || $0.isWhitespace }
        }
        return isPlain ? texts : [value.serialized(.compact)]
    }

    /// A name of AWS's model as the AWS CLI writes it: `OpenIDConnectProviderArn` is `open-id-connect-provider-arn`.
    ///
    /// Source: `botocore.xform_name`.
    static func dashed(_ name: String) -> String {
        let characters = Array(name)
        var result = ""
        for (index, character) in characters.enumerated() {
            if index > 0, startsWord(characters, index) { result.append("-") }
            result.append(character.isUppercase ? Character(character.lowercased()) : character)
        }
        return result
    }

    /// A capital begins a word after a small letter or digit, and before a small letter.
    private static func startsWord(_ characters: [Character], _ index: Int) -> Bool {
        let character = characters[index]
        guard character.isUppercase else { return false }
        let before = characters[index - 1]
        let isBeforeSmall = index + 1 < characters.count && characters[index + 1].isLowercase
        return before.isLowercase || before.isNumber || isBeforeSmall
    }

    // MARK: kubectl

    private static func kubectl(_ call: Call, _ verb: ClusterVerb, _ file: String?) -> [String] {
        let name = call.objectName ?? ""
        let namespace = call.namespace.map { ["-n", $0] } ?? []
        let kind = call.kind?.name.lowercased() ?? ""
        switch verb {
        case .get: return ["kubectl", "get", kind, name] + namespace + ["-o", "yaml"]
        case .list:
            let place = namespace.isEmpty && call.kind?.isNamespaced == true ? ["-A"] : namespace
            return ["kubectl", "get", call.kind?.rawValue ?? ""] + place + ["-o", "yaml"]
        case .apply where file == nil && call.kind == .namespace: return ["kubectl", "create", "namespace", name]
        case .apply: return ["kubectl", "apply", "--server-side", "-f", file ?? "-"]
        case .create: return ["kubectl", "create", "-f", file ?? "-"]
        case .compare:
            return [
                "kubectl", "apply", "--server-side", "--dry-run=server", "--field-manager=sesame", "-f", file ?? "-",
            ]
        case .takeOver:
            return [
                "kubectl", "apply", "--server-side", "--force-conflicts", "--field-manager=sesame", "-f", file ?? "-",
            ]
        case .unannotate: return ["kubectl", "annotate", kind, name] + namespace + ["\(call["annotation"] ?? "")-"]
        case .restart: return ["kubectl", "rollout", "restart", kind, name] + namespace
        case .delete: return ["kubectl", "delete", kind, name] + namespace
        case .review: return ["kubectl", "auth", "whoami", "-o", "yaml"]
        }
    }

    // MARK: This computer

    /// What shows the same: where the AWS CLI takes its credentials from, the time, what kubectl reads.
    private static func local(_ call: Call, _ profile: String?) -> [String] {
        switch call.operation {
        case .credentials: ["aws", "configure", "list"] + (profile.map { ["--profile", $0] } ?? [])
        case .kubeconfig: ["kubectl", "config", "view", "--minify"]
        default: ["date", "-u"]
        }
    }
}
