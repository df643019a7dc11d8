import Canvas
import Testing

@Suite struct TextCutTests {
    @Test(arguments: ["arn:aws:iam::111122223333:role/ses-sender-role", "中中中中中中", "a👩‍💻b🇩🇪c", "", "short"], 0...14)
    func `cut text fits and keeps what fits`(text: String, columns: Int) {
        for cut in [TextCut.end(text, columns), TextCut.middle(text, columns)] {
            #expect(TextWidth.columns(cut) <= columns)
            if TextWidth.columns(text) <= columns { #expect(cut == text) }
        }
        #expect(TextWidth.columns(TextCut.padded(text, columns)) == columns)
    }

    @Test func `the middle is cut where both ends matter`() {
        #expect(TextCut.middle("oidc.eks.eu-west-1.amazonaws.com/id/ABC", 13) == "oidc.e…id/ABC")
        #expect(TextCut.end("trust-policy.json", 8) == "trust-p…")
    }

    @Test(arguments: 1...30)
    func `wrapped lines fit and lose nothing but blanks`(columns: Int) {
        let text = "Access keys in pods leak and live for ever. system:serviceaccount:default:ses-sender\nnext 中中中"
        let lines = TextWrap.lines(text, columns)
        for line in lines where columns > 1 { #expect(TextWidth.columns(line) <= columns, "\(line)") }
        guard columns > 1 else { return }
        let kept = lines.joined().filter { $0 != " " }
        #expect(kept == text.filter { $0 != " " && $0 != "\n" })
    }
}
