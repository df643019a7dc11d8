import Wire

/// The parameters of a write, checked as the API server checks its options before it looks at the body.
enum RequestOptions {
    /// The most bytes of a field manager's name.
    static let managerBytes = 128

    /// Refuses parameters that mean nothing.
    static func check(_ call: APICall) throws(APIFailure) {
        let kind: String
        var problems: [FieldProblem] = []
        switch call.verb {
        case "create": kind = "CreateOptions"
        case "update": kind = "UpdateOptions"
        case "patch":
            kind = "PatchOptions"
            if call.contentType == ObjectBody.Patch.apply.rawValue {
                if (call.parameter("fieldManager") ?? "").isEmpty {
                    problems.append(
                        FieldProblem(field: "fieldManager", kind: .required, detail: "is required for apply patch"))
                }
            } else if call.parameter("force") != nil {
                problems.append(
                    FieldProblem(
                        field: "force", kind: .forbidden, detail: "may not be specified for non-apply patch"))
            }
        default: return
        }
        problems += manager(call) + dryRun(call.query.filter { $0.name == "dryRun" }.map(\.value))
        let known = ["", "Ignore", "Strict", "Warn"]
        if let wanted = call.parameter("fieldValidation"), !known.contains(wanted) {
            problems.append(
                FieldProblem(
                    field: "fieldValidation", kind: .unsupported(shown: "\"\(wanted)\""),
                    detail: "supported values: " + known.map { "\"\($0)\"" }.joined(separator: ", ")))
        }
        try refuse(kind, problems)
    }

    /// What a request to delete says, in its body or its parameters.
    struct Deletion {
        /// `Foreground`, `Background`, `Orphan`, or empty for what is usual.
        var policy = ""
        /// Whether what depends on the object stays.
        var orphans: Bool { policy == "Orphan" }
        /// The seconds that the object is given; nil for what is usual.
        var grace: JSONValue?
        /// What must be true of the object: `uid`, `resourceVersion`.
        var preconditions: JSONValue = .null
        /// Whether nothing is to happen.
        var isDryRun = false

        /// Reads a request.
        init(_ call: APICall) throws(APIFailure) {
            let options = call.body.isEmpty ? JSONValue.null : try ObjectBody.object(of: call)
            var policy = options["propagationPolicy"]?.string ?? ""
            let orphans = options["orphanDependents"]?.bool
            var dryRun = (options["dryRun"]?.array ?? []).compactMap(\.string)
            if call.body.isEmpty {
                policy = call.parameter("propagationPolicy") ?? ""
                dryRun = call.query.filter { $0.name == "dryRun" }.map(\.value)
            }
            var problems: [FieldProblem] = []
            if !policy.isEmpty, !["Foreground", "Background", "Orphan"].contains(policy) {
                problems.append(
                    FieldProblem(
                        field: "propagationPolicy", kind: .unsupported(shown: "\"\(policy)\""),
                        detail: #"supported values: "Foreground", "Background", "Orphan", "nil""#))
            } else if !policy.isEmpty, orphans != nil {
                problems.append(
                    FieldProblem(
                        field: "propagationPolicy", kind: .invalid(shown: "\"\(policy)\""),
                        detail: "orphanDependents and deletionPropagation cannot be both set"))
            }
            try RequestOptions.refuse("DeleteOptions", problems + RequestOptions.dryRun(dryRun))
            self.policy = orphans == true ? "Orphan" : policy
            grace = options["gracePeriodSeconds"]
            preconditions = options["preconditions"] ?? .null
            isDryRun = !dryRun.isEmpty
        }
    }

    private static func manager(_ call: APICall) -> [FieldProblem] {
        let name = call.parameter("fieldManager") ?? ""
        var problems: [FieldProblem] = []
        if name.utf8.count > managerBytes {
            problems.append(FieldProblem(field: "fieldManager", kind: .tooLong(most: managerBytes), detail: ""))
        }
        if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            problems.append(
                FieldProblem(
                    field: "fieldManager", kind: .invalid(shown: "\"\""),
                    detail: "should only contain printable characters"))
        }
        return problems
    }

    private static func dryRun(_ values: [String]) -> [FieldProblem] {
        guard values.contains(where: { $0 != "All" }) else { return [] }
        let shown = "[]string{\(values.map { "\"\($0)\"" }.joined(separator: ", "))}"
        return [FieldProblem(field: "dryRun", kind: .unsupported(shown: shown), detail: #"supported values: "All""#)]
    }

    private static func refuse(_ kind: String, _ problems: [FieldProblem]) throws(APIFailure) {
        guard !problems.isEmpty else { return }
        throw .invalid(kind: kind, group: "meta.k8s.io", name: "", problems: problems)
    }
}
