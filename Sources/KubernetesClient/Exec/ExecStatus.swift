import Wire

/// How a program in a pod ended, as the `Status` of the error channel tells it.
enum ExecStatus: Hashable {
    /// It ran and gave this exit code.
    case exited(Int)
    /// It did not run, or not to its end: the server's account.
    case refused(KubernetesStatus)

    /// Reads the channel's bytes; nil for what is no such status.
    init?(_ bytes: [UInt8], _ redactor: Redactor) {
        guard let json = try? JSONValue.parse(bytes), json.object != nil else { return nil }
        switch json["status"]?.string {
        case "Success": self = .exited(0)
        case "Failure":
            let causes = json["details"]?["causes"]?.array ?? []
            if json["reason"]?.string == "NonZeroExitCode",
                let cause = causes.first(where: { $0["reason"]?.string == "ExitCode" }),
                let code = cause["message"]?.string.flatMap({ Int($0) })
            {
                self = .exited(code)
                return
            }
            self = .refused(KubernetesStatus(failure: json, code: 500, redactor))
        default: return nil
        }
    }
}
