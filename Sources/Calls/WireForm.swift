/// How an operation's request is written.
public enum WireForm: Sendable {
    /// AWS's query protocol: a form by POST to `/`, an answer in XML.
    case query
    /// AWS's REST-JSON protocol.
    ///
    /// The segments of the path come as they are, but for those in braces, which name a member of the input; the
    /// members of `query` go into the query, all others into the body.
    case rest(method: String, path: [String], query: Set<String> = [])
    /// AWS's JSON 1.1 protocol: a document by POST to `/`, with the operation's full name in a header.
    ///
    /// - target: What stands before the operation's name there.
    case json(target: String)
    /// The API server of a cluster.
    case kubernetes(ClusterVerb)
    /// No request at all: it is answered by what this computer knows.
    case local
}

/// What is done with objects of a cluster.
public enum ClusterVerb: String, Hashable, Sendable {
    /// Reads one object.
    case get
    /// Reads all objects of a kind.
    case list
    /// Server-side apply with the field manager `sesame`, never forced.
    case apply
    /// The same as a dry run, to see which fields others manage; nothing is written.
    case compare
    /// Server-side apply that takes fields from other managers, those that were agreed to and no others.
    case takeOver = "take-over"
    /// Makes an object of a name that is not taken, with the field manager `sesame`.
    case create
    /// Takes an annotation off an object.
    case unannotate
    /// Has a workload make its pods anew, as `kubectl rollout restart` does.
    case restart
    /// Deletes one object, if it still is the one that was seen (its UID), and what belongs to it.
    case delete
    /// Asks who the caller is (SelfSubjectReview).
    case review
}
