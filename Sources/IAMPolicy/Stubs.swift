enum Explanation { static func nearestMisses(of d: Decision) -> [NearestMiss] { [] }; static func reason(of d: Decision) -> String { "" } }
struct CanonicalPolicy { init(_ p: PolicyDocument) {} ; func means(_ o: CanonicalPolicy) -> Bool { true }; var sids: [String] { [] } }
struct DifferenceFinder { init(old: PolicyDocument, new: PolicyDocument, ignoringSids: Bool) {} ; var differences: [PolicyDifference] { [] } }
enum PermissionOrder { static func change(from: CanonicalPolicy, to: CanonicalPolicy) -> PermissionChange { .same } }
