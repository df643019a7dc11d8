/// The six parts of an ARN, cut at the first five colons without judging them.
///
/// Policies and requests hold ARNs with wildcards and oddities that `ARN` refuses; this cut takes them all.
struct ARNParts: Hashable, Sendable {
    let partition: String
    let service: String
    let region: String
    let account: String
    let resource: String

    /// Cuts a text that begins `arn:` and has six parts; nil otherwise.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn" else { return nil }
        partition = String(parts[1])
        service = String(parts[2])
        region = String(parts[3])
        account = String(parts[4])
        resource = String(parts[5])
    }
}
