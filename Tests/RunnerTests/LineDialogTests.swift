import Design
import Testing

@testable import sesame

/// What is asked line by line, without a terminal: lines in, lines out.
@Suite struct LineDialogTests {
    /// What a person types, and what they read.
    private final class Paper {
        var typed: [String]
        var said: [String] = []

        init(_ typed: [String]) { self.typed = typed }

        var dialog: LineDialog {
            LineDialog(
                paint: .none, read: { self.typed.isEmpty ? nil : self.typed.removeFirst() },
                write: { self.said.append($0) }, prompt: { self.said.append($0) })
        }
    }

    private let region = Field[.eksRegion]

    @Test func `Enter takes what stands in brackets, with where it came from`() throws {
        let paper = Paper([""])
        let value = try paper.dialog.value(of: region, suggestion: ("eu-west-1", .detected(from: "the profile's")))
        #expect(value == .value("eu-west-1", .detected(from: "the profile's")))
        #expect(paper.said.last == "Region [eu-west-1, the profile's]: ")
    }

    @Test func `what is wrong says what was found and expected, and asks again`() throws {
        let paper = Paper(["EU West", "", "  eu-west-1 "])
        let value = try paper.dialog.value(of: region, suggestion: nil, choices: ["eu-west-1", "eu-north-1"])
        #expect(value == .value("eu-west-1", .typed))
        #expect(paper.said.contains("  Found: eu-west-1, eu-north-1."))
        #expect(paper.said.contains { $0.hasPrefix("  Found \"EU West\", expected ") })
        #expect(
            paper.said.contains("  It cannot be left out. Expected a region such as eu-west-1, for example eu-west-1."))
        #expect(paper.said.count { $0 == "Region: " } == 3)
    }

    @Test func `a question mark explains, and what is optional may be left out`() throws {
        let paper = Paper(["?", ""])
        #expect(try paper.dialog.value(of: Field[.eksCluster], suggestion: nil) == .leftOut)
        #expect(paper.said.contains { $0.hasPrefix("  Expected   1 to 100 letters") })
        #expect(
            paper.said.contains { $0.hasPrefix("  Find it    ") } && paper.said.contains { $0.hasPrefix("  If wrong") })
        #expect(paper.said.last == "Cluster [leave out]: ")
    }

    @Test(arguments: [("", true), ("y", true), ("YES", true), ("no", false), ("n", false)])
    func `yes and no are words; anything else is asked again`(word: String, means: Bool) throws {
        #expect(try Paper([word]).dialog.agrees("Apply?") == means)
        let paper = Paper(["maybe", word])
        #expect(try paper.dialog.agrees("Apply?") == means)
        #expect(paper.said == ["Apply? [yes]: ", "  Say yes or no.", "Apply? [yes]: "])
    }

    @Test func `q leaves with changes left, and the end of the input says where it was`() {
        let left = #expect(throws: Stop.self) { try Paper([" q "]).dialog.agrees("Apply?") }
        #expect(left?.code == .changesRemain && left?.problem.code == "Left")
        let ended = #expect(throws: Stop.self) {
            try Paper([]).dialog.value(of: Field[.eksRegion], suggestion: ("eu-west-1", .default))
        }
        #expect(ended?.code == .usage && ended?.problem.code == "InputEnded")
        #expect(ended?.problem.sentence == "The input ended at \"Region\". Nothing was changed.")
    }

    @Test func `back is no answer, and a dash leaves out what is optional`() throws {
        let back = #expect(throws: Stop.self) {
            try Paper(["back"]).dialog.value(of: region, suggestion: ("eu-west-1", .default))
        }
        #expect(back?.isBack == true)
        let field = Field[.eksProfile]
        #expect(try Paper(["-"]).dialog.value(of: field, suggestion: ("eks-admin", .default)) == .leftOut)
        let paper = Paper(["-", ""])
        #expect(
            try paper.dialog.value(of: region, suggestion: ("eu-west-1", .default)) == .value("eu-west-1", .default))
    }

    @Test func `a description of a cluster is read to its end, over as many lines as it has`() throws {
        let lines = [
            "{", "  \"cluster\": {", "    \"arn\": \"arn:aws:eks:eu-west-1:111122223333:cluster/mail-prod\",",
            "    \"identity\": {\"oidc\": {\"issuer\": \"https://oidc.eks.eu-west-1.amazonaws.com/id/\(String(repeating: "A1", count: 16))\"}}",
            "  }", "}",
        ]
        let paper = Paper(lines + ["next"])
        guard case .pasted(let paste) = try paper.dialog.value(of: Field[.eksAccount], suggestion: nil) else {
            Issue.record("not recognised")
            return
        }
        #expect(paste.values.map(\.field) == [.eksAccount, .eksRegion, .eksCluster, .eksOIDCProvider])
        #expect(paper.typed == ["next"], "nothing behind it was taken")
    }

    @Test(arguments: [
        ("arn:aws:iam::111122223333:role/team/mailer", [FieldID.eksAccount, .role, .rolePath]),
        ("system:serviceaccount:jobs:mailer", [.namespace, .serviceAccount]),
        (
            "https://oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E/",
            [.eksRegion, .eksOIDCProvider]
        ),
        (
            "arn:aws:ses:eu-west-1:444455556666:identity/x@example.com",
            [.sesAccount, .sesRegion, .sesSender, .sesIdentity]
        ),
    ])
    func `what AWS or a cluster shows answers its fields at any question`(_ text: String, _ fields: [FieldID]) throws {
        let answer = try Paper([text]).dialog.value(of: Field[.namespace], suggestion: nil)
        guard case .pasted(let paste) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(paste.values.map(\.field) == fields)
    }

    @Test func `an unfinished document ends at an empty line, and is asked again`() throws {
        let paper = Paper(["{ \"cluster\": {", "", "eu-west-1"])
        #expect(try paper.dialog.value(of: region, suggestion: nil) == .value("eu-west-1", .typed))
    }

    @Test func `control characters of what was found do not reach the terminal`() throws {
        let paper = Paper(["a\u{1b}[31mb", "eu-west-1"])
        _ = try paper.dialog.value(of: region, suggestion: nil)
        #expect(!paper.said.joined().contains("\u{1b}"))
    }
}
