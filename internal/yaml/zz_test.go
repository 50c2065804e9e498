package yaml
import ("testing";"time";"fmt";"strings")
func TestZZ(t *testing.T){
 for name,in:=range map[string]string{"dash":strings.Repeat("- ",2000)+"a","dashes lines":strings.Repeat(strings.Repeat("- ",2000)+"a\n",1), "k": strings.Repeat("a:\n",1),
 "keys": func()string{var b strings.Builder;for i:=0;i<20000;i++{fmt.Fprintf(&b,"k%d: v\n",i)};return b.String()}(),
 "nest": func()string{var b strings.Builder;for i:=0;i<700;i++{b.WriteString(strings.Repeat(" ",i)+"a:\n")};return b.String()}(),
 "brackets":strings.Repeat("[]",2000), "flow": "a: ["+strings.Repeat("1,\n",60000)+"]", "q": strings.Repeat("\"\n",100000), "pipe":"a: |\n"+strings.Repeat("  x\n",50000), "plain":"a: x\n"+strings.Repeat("  x\n",50000), "comments":strings.Repeat("#\n",100000), "amp":strings.Repeat("&a ",1300), "bang":strings.Repeat("!a ",1300), "docs":strings.Repeat("---\n",60000), "quest":strings.Repeat("? ",2000), "colon":strings.Repeat("a:\n ",60000),"fold":strings.Repeat(">\n ",60000),
 }{
  s:=time.Now(); _,err:=Parse("f",[]byte(in)); e:="ok"; if err!=nil{e=err.Error(); if len(e)>80 {e=e[:80]}}; fmt.Println(name,len(in),time.Since(s),strings.ReplaceAll(e,"\n"," "))
 }
}
