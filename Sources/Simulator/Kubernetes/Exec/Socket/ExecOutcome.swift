import Wire

/// How a command ended, as the `Status` on the outcome's stream says it.
enum ExecOutcome: Sendable, Hashable {
    /// The command ran to its end with this exit code.
    case exited(Int, command: [String])
    /// There is no such program in the container.
    case notFound(String)

    /// The `Status`.
    var status: JSONValue {
        switch self {
        case .exited(0, _): return ["metadata": .object(JSONObject()), "status": "Success"]
        case .exited(let code, let command):
            let words = command.joined(separator: " ")
            return [
                "metadata": .object(JSONObject()), "status": "Failure",
                "message":
                    "command terminated with non-zero exit code: error executing command [\(words)], exit code \(code)"
                    .json, "reason": "NonZeroExitCode",
                "details": ["causes": [["reason": "ExitCode", "message": String(code).json]]],
            ]
        case .notFound(let program):
            let message =
                "error executing command in container: failed to exec in container: failed to start exec: OCI runtime "
                + "exec failed: exec failed: unable to start container process: exec: \"\(program)\": executable file "
                + "not found in $PATH: unknown"
            return [
                "metadata": .object(JSONObject()), "status": "Failure",
                "message": "Internal error occurred: \(message)".json, "reason": "InternalError",
                "details": ["causes": [["message": message.json]]], "code": 500,
            ]
        }
    }
}
