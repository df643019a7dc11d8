import Design
import Identifiers
public import Wire

extension Diagnosis {
    /// The document of `doctor -o json`: schema `sesame/doctor/v1`.
    public var document: JSONValue {
        var object: JSONObject = ["schema": "sesame/doctor/v1"]
        object["subject"] = subject.document
        object["healthy"] = .bool(isHealthy)
        object["proven"] = .bool(isProven)
        object["rootCauses"] = JSONValue(rootCauses.map(\.code))
        object["findings"] = .array(
            findings.map { finding in
                // What is worth knowing and has not to change is right.
                var finding = finding
                if finding.status == .note { finding.status = .pass }
                return finding.json
            })
        object["calls"] = JSONValue(calls)
        return .object(object)
    }
}

extension Subject {
    /// The subject as documents carry it; null where nobody knows.
    public var document: JSONValue {
        [
            "cluster": JSONValue(answers.eksCluster?.text), "namespace": JSONValue(answers.namespace?.text),
            "serviceAccount": JSONValue(answers.serviceAccount?.text), "role": JSONValue(role?.text),
            "sender": JSONValue(answers.sender?.text), "eksAccount": JSONValue(answers.eksAccount?.text),
            "sesAccount": JSONValue(answers.sesAccount?.text),
        ]
    }
}
