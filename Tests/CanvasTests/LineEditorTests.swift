import Canvas
import Testing

@Suite struct LineEditorTests {
    @Test(arguments: [
        ([Key.character("a"), .character("b"), .left, .character("c")], "acb", 2),
        ([.paste("one two\nthree"), .control("w")], "one ", 4),
        ([.paste("abc"), .home, .delete], "bc", 0),
        ([.paste("abc"), .control("a"), .control("k")], "", 0),
        ([.paste("abc"), .left, .control("u")], "c", 0),
        ([.paste("中é"), .backspace], "中", 1),
        ([.paste("ab"), .home, .right, .control("d")], "a", 1),
    ])
    func `keys edit as everywhere`(keys: [Key], text: String, cursor: Int) {
        var editor = LineEditor()
        for key in keys {
            let isHandled = editor.handle(key)
            #expect(isHandled)
        }
        #expect(editor.text == text)
        #expect(editor.cursor == cursor)
    }

    @Test func `keys that mean nothing in text are left to others`() {
        var editor = LineEditor("x")
        for key in [Key.enter, .tab, .escape, .up, .right, .function(1), .control("o")] {
            let isHandled = editor.handle(key)
            #expect(!isHandled)
        }
    }

    @Test(arguments: [0, 5, 11, 20, 40])
    func `the cursor is always inside the window`(cursor: Int) {
        let editor = LineEditor("oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5", cursor: cursor)
        for columns in 1...60 {
            let window = editor.window(columns)
            #expect(TextWidth.columns(window.text) <= columns)
            #expect(window.cursor < max(2, columns))
        }
    }

    @Test func `a line has a limit, and what is beyond is not taken`() {
        var editor = LineEditor()
        _ = editor.handle(.paste(String(repeating: "é", count: 1_000_000)))
        #expect(editor.text.utf8.count == LineEditor.limit)
        #expect(editor.isAtEnd)
        _ = editor.handle(.character("x"))
        #expect(editor.text.utf8.count == LineEditor.limit)
        _ = editor.handle(.backspace)
        _ = editor.handle(.paste("👍"))
        #expect(editor.text.utf8.count == LineEditor.limit - 2, "half a character is none")
        _ = editor.handle(.character("x"))
        #expect(editor.text.last == "x")
    }

    @Test func `one character of endless marks is cut off too`() {
        var editor = LineEditor("a")
        _ = editor.handle(.paste("b" + String(repeating: "\u{301}", count: 1_000_000)))
        #expect(editor.text == "a")
    }
}
