public import Calls
public import Identifiers
public import Wire

/// A provider in IAM (`iam:GetOpenIDConnectProvider`).
public struct ProviderState: Hashable, Sendable {
    /// The audiences that it accepts.
    public var clientIDs: [String]
    /// Its tags.
    public var tags: [Tag]
    /// The issuer as IAM keeps it, without `https://`; nil where the answer does not say.
    public var url: String?
    /// The thumbprints, which count only where AWS does not know the issuer's authority.
    public var thumbprints: [String]
    /// When it was made; nil where the answer does not say.
    public var created: Timestamp?

    /// A provider.
    public init(
        clientIDs: [String], tags: [Tag], url: String? = nil, thumbprints: [String] = [], created: Timestamp? = nil
    ) {
        self.clientIDs = clientIDs
        self.tags = tags
        self.url = url
        self.thumbprints = thumbprints
        self.created = created
    }
}

extension ProviderState: AnswerView {
    /// Reads `iam:GetOpenIDConnectProvider`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        clientIDs = (answer["ClientIDList"]?.array ?? []).compactMap(\.string)
        tags = Tag.list(answer["Tags"])
        url = answer["Url"]?.string
        thumbprints = answer["ThumbprintList"]?.texts ?? []
        created = Timestamp.optional(answer["CreateDate"])
    }
}

/// The OIDC providers of an account (`iam:ListOpenIDConnectProviders`), of which there may be 100 unless AWS allowed
/// more.
public struct ProviderList: AnswerView, Hashable {
    /// Their ARNs, each with the issuer in it.
    public let arns: [ARN]

    /// Reads `iam:ListOpenIDConnectProviders`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        var arns: [ARN] = []
        for provider in answer["OpenIDConnectProviderList"]?.array ?? [] {
            do throws(IdentifierError) { arns.append(try ARN(provider["Arn"]?.string ?? "")) } catch {
                throw ViewProblem(error.reason)
            }
        }
        self.arns = arns
    }
}
