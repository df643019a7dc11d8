import IAMPolicy
import Wire

/// What a session is given beside its role: tags, the keys of those that it hands on, and who is behind it.
struct SessionTags: Sendable {
    /// The tags that the request sets.
    var tags = Tags()
    /// The keys that sessions made from this one keep.
    var transitiveKeys: Set<String> = []
    /// Who is behind the session.
    var sourceIdentity: String?

    /// Creates none.
    init() {}

    /// Reads `Tags`, `TransitiveTagKeys` and `SourceIdentity`.
    init(_ call: AWSCall) throws(AWSFault) {
        tags = try call.tags()
        guard tags.count <= 50 else { throw .invalid("tags", nil, "Member must have length less than or equal to 50") }
        transitiveKeys = Set(call.form.list("TransitiveTagKeys"))
        sourceIdentity = try call.optional("SourceIdentity", length: 2...64)
    }

    /// Reads the claims by which an identity provider gives them.
    init(_ token: WebIdentityToken) {
        let claim = token.claims["https://aws.amazon.com/tags"]
        for (key, value) in claim?["principal_tags"]?.members.members.map({ ($0.key, $0.value) }) ?? [] {
            tags.set(Tag(key, value.string ?? value.array?.first?.string ?? ""))
        }
        transitiveKeys = Set((claim?["transitive_tag_keys"]?.array ?? []).compactMap(\.string))
        sourceIdentity = token.claims["https://aws.amazon.com/source_identity"]?.string
    }

    /// The tags and the name that a chained session takes over from the one that asks for it.
    mutating func inherit(from session: Session?) throws(AWSFault) {
        guard let session else { return }
        for tag in session.tags.list where session.transitiveTagKeys.contains(tag.key) {
            guard tags[tag.key] == nil else {
                throw AWSFault(
                    "InvalidParameterValue",
                    "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag "
                        + "key from the calling session.")
            }
            tags.set(tag)
            transitiveKeys.insert(tag.key)
        }
        sourceIdentity = sourceIdentity ?? session.sourceIdentity
    }

    /// The actions that are needed beside the one that makes the session.
    var actions: [String] {
        (tags.count > 0 ? ["sts:TagSession"] : []) + (sourceIdentity != nil ? ["sts:SetSourceIdentity"] : [])
    }

    /// The condition keys that they add to the request.
    var keys: [(String, ContextValue)] {
        var keys = RequestKeys.requestTags(tags.list)
        if !transitiveKeys.isEmpty { keys.append(("sts:TransitiveTagKeys", .list(transitiveKeys.sorted()))) }
        if let sourceIdentity { keys.append(("sts:SourceIdentity", .one(sourceIdentity))) }
        return keys
    }

    /// Gives them to a session.
    func put(on session: inout Session) {
        session.tags = tags
        session.transitiveTagKeys = transitiveKeys
        session.sourceIdentity = sourceIdentity
    }

    /// The `SourceIdentity` element, where there is one.
    var nodes: [XMLNode] { sourceIdentity.map { [XMLNode("SourceIdentity", $0)] } ?? [] }
}
