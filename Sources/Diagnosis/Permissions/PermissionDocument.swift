public import Calls
import Identifiers
public import Wire

extension PermissionSet {
    /// The sides with their documents as JSON: schema `sesame/permissions/v1`.
    ///
    /// A side that needs nothing has `null` in place of its document.
    ///
    /// - Parameters:
    ///   - sides: The sides that count.
    ///   - notes: What could not be asked, sentences.
    /// - Returns: The document.
    public func document(_ sides: [Side], notes: [String] = []) -> JSONValue {
        [
            "schema": "sesame/permissions/v1", "for": .string(purpose.rawValue),
            "documents": .array(
                sides.map { side in
                    var entry: JSONObject = ["side": .string(side.rawValue)]
                    if side == .kubernetes {
                        entry["cluster"] = .string(cluster)
                        entry["kind"] = "rbac"
                        entry["document"] = rbac.isEmpty ? .null : .array(rbac)
                    } else {
                        entry["account"] = .string(account(side).text)
                        entry["kind"] = "iam-policy"
                        entry["document"] = policy(side) ?? .null
                    }
                    return .object(entry)
                }), "notes": .array(notes.map { .string($0) }),
        ]
    }

    /// The document of a side as a file holds it: an IAM policy, or YAML for kubectl; nil where nothing is needed.
    public func file(_ side: Side) -> String? {
        guard side == .kubernetes else { return policy(side).map { $0.serialized(.pretty) + "\n" } }
        return rbac.isEmpty ? nil : YAMLWriter.text(ofDocuments: rbac)
    }

    /// What stands over the document of a side.
    public func heading(_ side: Side) -> String {
        switch side {
        case .eks: "For EKS account \(eksAccount.text) (IAM policy)"
        case .ses: "For SES account \(sesAccount.text) (IAM policy)"
        case .kubernetes: "For \(cluster) (RBAC)"
        }
    }

    /// What is to be known about the documents: sentences.
    public var advice: [String] {
        var advice: [String] = []
        switch purpose {
        case .doctor where hasTokenRule:
            advice.append("All of it only reads; the rule with /token is needed for --probe alone.")
        case .doctor: advice.append("All of it only reads.")
        case .setup:
            advice.append("It lets plan and apply do their work in this setup, and no other.")
            // A Role stands in a namespace; whoever makes it for the caller has to have the namespace.
            let places = Set(rights.compactMap(\.namespace)).subtracting(["default"]).sorted()
            if let place = places.first {
                advice.append("The namespace \(place) has to be there first: kubectl create namespace \(place).")
            }
        case .restart:
            advice.append("It lets apply --restart make the pods of what it names anew, and of nothing else.")
        case .send:
            if !isEmpty(.ses) {
                advice.append("The SES account's policy is needed for send --via owner alone.")
            }
            let resources = Set(rights.map(\.resource))
            if resources.contains("pods/exec"), ways.count > 1 {
                advice.append("The rule with pods/exec is needed for send --via pod alone.")
            }
            if resources.contains("jobs"), ways.count > 1 {
                advice.append("The rules with jobs and pods/log are needed for send --via pod --job alone.")
            }
        }
        if hasTokenRule {
            advice.append(
                "Without resourceNames the /token rule is the right to be every service account of the namespace. "
                    + "Who lacks it cannot grant it: ask a cluster administrator.")
        }
        if !isEmpty(.kubernetes), clusterUser == nil {
            advice.append("Put the caller's user name in place of \(Self.nobody).")
        }
        return advice
    }

    private var hasTokenRule: Bool { rights.contains { $0.resource == "serviceaccounts/token" } }
}
