public import Design
public import Wire

extension FleetDiagnosis {
    /// The document of `doctor --all -o json`: schema `sesame/doctor-all/v1`, one object of `doctor -o json` for each
    /// service account, with its pods (null where nobody could look) and whether its role may send.
    public var document: JSONValue {
        var object: JSONObject = ["schema": "sesame/doctor-all/v1"]
        object["cluster"] = JSONValue(cluster)
        object["calls"] = JSONValue(calls)
        object["serviceAccounts"] = .array(
            rows.map { row in
                guard var members = row.diagnosis.document.object else { return .null }
                members["pods"] = row.pods.map { JSONValue($0) } ?? .null
                members["mail"] = .bool(row.sends)
                return .object(members)
            })
        if let untold { object["cannotTell"] = .string(untold) }
        return .object(object)
    }

    /// How `sesame doctor --all` ends.
    ///
    /// - Parameter failsOnRisks: Whether a risk alone is a problem.
    /// - Returns: 0 without a fault, 1 with one, 3 where something could not be looked at.
    public func exitCode(failsOnRisks: Bool = false) -> ExitCode {
        if count(.broken) > 0 || failsOnRisks && count(.atRisk) > 0 { return .failed }
        let isHidden = rows.contains { $0.diagnosis.findings.contains { $0.status == .unknown } }
        return untold != nil || isHidden ? .incomplete : .success
    }
}
