import Calls
import Wire

/// Inputs that have every parameter of an operation, as its row names them.
enum OperationSample {
    /// The operations that AWS answers.
    static let operations = Operation.all.filter { $0.service != .kubernetes && $0.service != .local }

    /// A policy document with what percent-encoding and JSON have to take.
    static let document: JSONValue = [
        "Version": "2012-10-17", "Statement": [["Effect": "Allow", "Sid": "é & <more> %41+\"x\""]],
    ]

    /// A call with every parameter.
    static func call(_ operation: Operation, text: String = "arn:aws:iam::111122223333:role/a+b é&=%41 x") -> Call {
        let members = operation.input.members.map { ($0.name, value($0.shape, text)) }
        return Call(operation, .eks, JSONObject(members))
    }

    /// The same input as botocore takes it: documents are text.
    static func plain(_ call: Call) -> JSONValue {
        var input = call.input
        for member in call.operation.input.members {
            guard case .document(let form) = member.shape, let value = input[member.name] else { continue }
            switch form {
            case .pretty: input[member.name] = .string(value.serialized(.pretty))
            case .compact: input[member.name] = .string(value.serialized(.compact))
            }
        }
        if case .token(_, _, let size) = call.operation.pages { input[size.name] = JSONValue(size.count) }
        return .object(input)
    }

    private static func value(_ shape: Shape, _ text: String) -> JSONValue {
        switch shape {
        case .text, .embedded, .object: .string(text)
        case .time: "2026-01-02T03:04:05Z"
        case .integer, .number: 3600
        case .bool: true
        case .document: document
        case .list(let item): [value(item, text), value(item, text)]
        case .map(let item): ["k": value(item, text)]
        case .structure(let members): .object(JSONObject(members.map { ($0.name, value($0.shape, text)) }))
        }
    }
}
