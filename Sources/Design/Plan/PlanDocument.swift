public import Wire

/// The plan as JSON: schema `sesame/plan/v1`.
public enum PlanDocument {
    /// The document of `plan -o json`.
    public static func make(_ plan: Plan) -> JSONValue {
        [
            "schema": "sesame/plan/v1", "summary": summary(plan),
            "resources": .array(plan.resources.map(resource)),
        ]
    }

    /// The counts per action, every action named.
    public static func summary(_ plan: Plan) -> JSONValue {
        .object(JSONObject(PlanAction.allCases.map { ($0.rawValue, JSONValue(plan.summary[$0])) }))
    }

    /// One resource: address, account, action, reason, what is risked and whether somebody loses access by it, and the
    /// semantic difference.
    public static func resource(_ resource: PlannedResource) -> JSONValue {
        [
            "address": .string(resource.address.rawValue), "account": .string(resource.account),
            "action": .string(resource.action.rawValue), "reason": .string(resource.reason),
            "risks": JSONValue(resource.risks), "takesAccess": .bool(resource.takesAccess),
            "diff": .array(
                resource.differences.map { difference in
                    [
                        "path": .string(difference.path), "from": JSONValue(difference.from),
                        "to": JSONValue(difference.to),
                    ]
                }),
        ]
    }
}
